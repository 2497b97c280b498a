"""A Slack of one's own on 127.0.0.1: the protocol that bots speak, people to speak to one, a page.

It is what `roleassistant slack --demo` runs against, and what the tests of the bot run against.
"""

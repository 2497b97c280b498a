"""The Slack bot: it translates what Slack sends and what is answered, and decides nothing."""

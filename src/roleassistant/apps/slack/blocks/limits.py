"""What Slack takes, as its reference documents it, and a little less where it does not say.

https://docs.slack.dev/reference/block-kit
"""

MESSAGE_BLOCKS = 50
# "msg_blocks_too_long" is documented nowhere. It was seen at 13,297 characters of text in one block
# and at 11,341 in several: as if each block cost 125 (bolt-js issues 2509 and 2867).
MESSAGE = 11_000
BLOCK = 125
# What a screen reader reads out and a notification shows; longer ones are cut by Slack itself.
FALLBACK = 3_000

SECTION = 3_000
HEADER = 150
MARKDOWN = 12_000
ACTIONS_ELEMENTS = 25
BUTTON = 75
BUTTON_VALUE = 2_000
OPTION = 75
OPTION_VALUE = 150
OPTIONS = 100
PLACEHOLDER = 150

TABLE_ROWS = 100
TABLE_COLUMNS = 20
# Not documented. Of the text of one cell; a longer one goes on in the next row.
TABLE_CELL = 2_000

TITLE = 24
PRIVATE_METADATA = 3_000
PROMPTS = 4

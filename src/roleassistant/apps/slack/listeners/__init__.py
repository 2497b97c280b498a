"""What Slack tells the bot, by kind. Each module registers listeners that take it in and no more:
they acknowledge, claim and queue, or open a form."""

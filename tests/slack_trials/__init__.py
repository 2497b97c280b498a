"""Trials of the Slack bot as a process: under load, and with everything around it failing.

python -m tests.slack_trials load --out docs/slack.md
python -m tests.slack_trials faults --out docs/slack.md
"""

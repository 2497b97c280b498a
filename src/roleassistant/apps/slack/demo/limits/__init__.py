"""What Slack takes of messages, modals and Homes, and what it refuses."""

"""Domain values → what Slack shows: messages, modals and the Home tab. Pure; asks nobody."""

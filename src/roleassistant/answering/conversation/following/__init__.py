"""How a turn follows from what was talked about before it."""

"""The readers of formats: each turns its kind of file into `blocks`, and knows nothing of roles."""

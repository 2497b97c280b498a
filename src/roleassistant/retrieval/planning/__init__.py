"""The steps from the words of one question to its plan."""

"""Questions with what a right answer holds: their format, and how they are read and made."""

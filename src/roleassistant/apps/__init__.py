"""What people start: thin programs that translate and decide nothing."""

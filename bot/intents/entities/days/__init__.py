"""Days as people name them in Chinese, counted from the day of the message."""

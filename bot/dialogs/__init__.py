"""The conversations, one a file, declared as data."""

"""Erasing what is kept of one person, while the record of what happened stays."""

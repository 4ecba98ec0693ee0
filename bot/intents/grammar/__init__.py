"""What has too many spellings for a list, written as patterns: (group, patterns) rows."""

"""Playing scripted conversations through the real turn, writer, outbox and sweep."""

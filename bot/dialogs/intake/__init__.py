"""Taking in a need: its steps, what a message says about them, and how it comes to a number."""

"""The rows of the table of moves, by what they are about, with the effects of each."""

"""How well messages are understood: figures with their intervals, beside peers, in one run."""

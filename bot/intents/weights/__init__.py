"""How much each piece of a message and each verdict of the lexicon says for each answer.

The tables are learned from labelled examples (`benchmarks/learning.py`), so that also a message in
which the lexicon knows no word leans somewhere, and a confidence is a probability.
"""

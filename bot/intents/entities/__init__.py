"""What an enterprise says about itself and its need, found in the text: one reader a file.

Every reader takes the normalised text, whose places are places in the person's own words, and
returns what it found with [start, end). None of them knows what was asked, unless its name begins
with `read`: those are called where the assistant has just asked for that very thing.
"""

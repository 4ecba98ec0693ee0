"""The pure part: values and decisions, without I/O, clock, dice or await."""

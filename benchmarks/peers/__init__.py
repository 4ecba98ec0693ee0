"""Bots of other libraries with the same form, each measured from an update's JSON to the send."""

"""How the tables came to be as they are: one step a release that changed them."""

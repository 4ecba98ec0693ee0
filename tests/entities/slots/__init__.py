"""Messages with their slots labelled, and how well they are read."""

"""What the clock sets off: each kind of due work with what it says and does."""

"""One adapter a messenger."""

"""Messages on their way out to messengers that are sent to, and what becomes of them."""

"""Telegram: what its Bot API sends is read, what is said is put into its words."""

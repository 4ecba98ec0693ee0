"""The staff's room: what members say and press there, and what they are told in return."""

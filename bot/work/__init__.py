"""The work that several processes share: handed round by a queue on their PostgreSQL."""

"""PostgreSQL as the database: what several servers share."""

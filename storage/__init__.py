"""The durable part: tables, migrations, the transaction."""

"""Speed, measured beside a peer in one run."""

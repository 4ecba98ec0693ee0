"""The product as the web channel needs it: turns, timelines, people, pictures, the office."""

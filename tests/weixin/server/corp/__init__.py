"""A corporation at WeCom as its members, its API and its callbacks are."""

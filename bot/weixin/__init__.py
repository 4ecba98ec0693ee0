"""What Official Accounts and WeCom have in common: sealed pushes, access tokens, calls, errors."""

"""WeChat Official Accounts: what enterprises write there, and what is answered."""

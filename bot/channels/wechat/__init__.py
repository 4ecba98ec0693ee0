"""WeChat's Official Accounts, where enterprises write."""

"""WeCom (企业微信): the staff in a group chat of an app and in their own chats with it."""

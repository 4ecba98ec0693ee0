"""What every messenger needs that is sent to: whose talk a message is, who can be reached, the
staff's own chats, pictures that still lie there."""

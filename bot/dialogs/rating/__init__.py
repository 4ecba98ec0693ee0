"""Rating a service by the items of form C.1, in the chat in which it was asked for."""

"""The life of a service request: its states, who may move it, and what each move leaves behind."""

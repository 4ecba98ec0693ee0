"""The dialog engine: conversations declared as steps, run by one pure function."""

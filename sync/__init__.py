"""Exchange with the centre. Never imports Qt, never starts a thread."""

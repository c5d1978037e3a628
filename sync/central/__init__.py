"""The centre: the service laptops reach later. Never opens a vault, never knows Qt."""

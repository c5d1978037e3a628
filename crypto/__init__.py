"""Keys and sealing: how a vault is unlocked and how bytes are sealed. Imports nothing of ours."""

"""The floor knows what is said, and nothing of who says it: no name, address, account, IP, user agent or time."""

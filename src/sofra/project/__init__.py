"""Settings and addresses of each side, the servers, the demonstration and the `sofra` command."""

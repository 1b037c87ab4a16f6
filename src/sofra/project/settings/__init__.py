"""Two sides, two settings modules: `door` and `floor`. What they share is in `common`."""

"""Pure methods: arrays and texts in, frozen results out. No Django, no files, no clock."""

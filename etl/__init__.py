"""Files to warehouse."""

"""Pages of the workers."""

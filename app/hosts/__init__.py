"""Pages of the hosts."""

"""Forms and their parts that two audiences share."""

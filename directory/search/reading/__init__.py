"""What do the typed words ask for? Conditions to hold listings against, and the subject that they must have."""

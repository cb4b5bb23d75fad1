"""The command line: each command is a thin door to what a package does."""

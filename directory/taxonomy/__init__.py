"""The kinds of service, as data."""

"""Many people, few places: the dry run that a coordinator amends line by line."""

"""How much each criterion weighs: versioned profiles, kept as data."""

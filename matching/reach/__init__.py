"""How a person gets to a place: what a provider of journeys can say of one pair."""

"""Where things are: points and distances, the town's outline and districts, and the maps drawn from them."""

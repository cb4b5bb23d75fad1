"""Does the search answer what people ask? Queries over five towns, graded by reading the listings (README.md)."""

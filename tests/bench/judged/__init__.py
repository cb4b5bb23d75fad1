"""Does the search answer what people ask? Queries over six towns, graded by reading the listings (README.md)."""

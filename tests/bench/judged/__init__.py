"""Does the search answer what people ask? Queries over seven towns, graded by reading the listings (README.md)."""

"""The rows of casework, one file per noun."""

"""The rows of matching, one file per noun."""

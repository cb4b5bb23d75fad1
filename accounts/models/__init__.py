"""The rows of accounts, one file per noun."""

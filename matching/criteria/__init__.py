"""The soft criteria: how well one option suits one person, in shares of a perfect fit."""

"""The files of the project as git would ship them."""

from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGES = ("core", "accounts", "directory", "casework", "matching", "app")

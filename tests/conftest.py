"""What every test gets: each matter has its own file in tests/fixtures."""

pytest_plugins = ["tests.fixtures.skips"]

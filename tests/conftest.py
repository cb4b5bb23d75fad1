"""What every test gets: each matter has its own file in tests/fixtures."""

# What another one imports stands before it: pytest rewrites asserts only in plugins that it is the first to import.
pytest_plugins = [
    "pytester",
    "tests.fixtures.once",
    "tests.fixtures.postgresql",
    "tests.fixtures.databases",
    "tests.fixtures.application",
    "tests.fixtures.hosts",
    "tests.fixtures.skips",
    "tests.fixtures.surprises",
    "tests.fixtures.whole_town",
    "tests.fixtures.pages",
    "tests.fixtures.properties",
    "tests.fixtures.browser",
    "tests.fixtures.shared",
]

"""Every test of the hosts' pages takes place on the same Tuesday."""

import pytest


@pytest.fixture(autouse=True)
def _every_day_is_tuesday(tuesday: None) -> None:
    """Let the clock stand."""

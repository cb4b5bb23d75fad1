"""One demo town for all journeys of a run, and one for each journey that changes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.journeys.site import served_demo


@pytest.fixture(scope="session")
def demo_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo town that journeys only look at."""
    with served_demo(tmp_path_factory.mktemp("demo")) as address:
        yield address


@pytest.fixture
def own_site(tmp_path: Path) -> Iterator[str]:
    """The address of a demo town of the journey's own."""
    with served_demo(tmp_path) as address:
        yield address

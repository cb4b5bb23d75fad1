"""One demo town for all journeys of a run, and one for each journey that changes it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fixtures.once import Made
from tests.journeys.site import load_demo, served_demo


@pytest.fixture(scope="session")
def loaded_demo(once: Made) -> Path:
    """A folder with the demo town, to be copied."""
    return once("demo", load_demo)


@pytest.fixture(scope="session")
def demo_site(loaded_demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a demo town that journeys only look at."""
    folder = tmp_path_factory.mktemp("demo") / "town"
    shutil.copytree(loaded_demo, folder)
    with served_demo(folder) as address:
        yield address


@pytest.fixture
def own_site(loaded_demo: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a demo town of the journey's own."""
    folder = tmp_path / "town"
    shutil.copytree(loaded_demo, folder)
    with served_demo(folder) as address:
        yield address

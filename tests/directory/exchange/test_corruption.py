"""However a file is spoiled, its end is a report that adds up, never a trace."""

import os
from pathlib import Path

import pytest

from directory.exchange.bundles import read_path
from directory.exchange.listing import Level, ReadResult
from tests.directory.exchange.corruption import variants
from tests.fixtures.skips import SHARED

COUNT = int(os.environ.get("HITOMARU_TEST_VARIANTS", "100"))
pytestmark = [
    pytest.mark.shared,
    pytest.mark.slow,
    pytest.mark.skipif(not SHARED.exists(), reason="the published files in ../shared are not on this machine"),
]


def adds_up(result: ReadResult) -> bool:
    counts = (result.blank, len(result.listings), result.merged, result.refused, result.not_listings)
    return result.rows == sum(counts)


def has_its_reason(result: ReadResult) -> bool:
    return not result.refused or any(remark.level is Level.REFUSED for remark in result.remarks)


def test_every_spoiled_file_ends_in_a_report(tmp_path: Path) -> None:
    for number, (name, data) in enumerate(variants(SHARED, COUNT, seed=20261125)):
        folder = tmp_path / str(number)
        folder.mkdir()
        (folder / name).write_bytes(data)
        for result in read_path(folder / name):
            assert adds_up(result), (number, name)
            assert has_its_reason(result), (number, name)

"""The open data gets into a folder by itself: whole files, when it is time, and nothing private."""

import hashlib
import json
from datetime import timedelta
from pathlib import Path

import pytest

from app.exports import Exports, swap
from app.settings import Settings
from core import clock
from core.database import Database
from core.scope import open_for_all
from directory.exchange.published.files import FILES
from directory.models.service import ServiceStatus
from tests.factories.directory import CANARY, a_listing, a_municipality


@pytest.fixture
def exports(database: Database, tmp_path: Path) -> Exports:
    with database.writing() as session:
        town = a_municipality(open_for_all(session))
        a_listing(session, town, "見本サロン")
        a_listing(session, town, "見本まぼろし", status=ServiceStatus.ENDED)
    return Exports(database, Settings(data_dir=tmp_path, export_dir=tmp_path / "open"))


def test_every_file_is_there_with_its_mark(exports: Exports, tmp_path: Path) -> None:
    assert exports() == 1
    folder = tmp_path / "open"
    index = json.loads((folder / "322041_index.json").read_text())
    assert {one["file"] for one in index["files"]} == {f"322041_{name}" for name in FILES}
    for one in index["files"]:
        assert hashlib.sha256((folder / one["file"]).read_bytes()).hexdigest() == one["sha256"]
    assert not list(folder.glob(".*"))


def test_nothing_private_or_withdrawn_is_in_any_file(exports: Exports, tmp_path: Path) -> None:
    exports()
    whole = b"".join(path.read_bytes() for path in (tmp_path / "open").iterdir() if path.suffix != ".xlsx")
    assert "見本サロン" in whole.decode(errors="replace")
    for word in (CANARY, "世話 花代", "見本まぼろし", "見本 担当"):
        assert word.encode() not in whole
        assert word.encode("cp932") not in whole


def test_the_next_time_is_a_day_later(exports: Exports) -> None:
    assert exports() == 1
    with clock.standing_at(clock.now() + timedelta(hours=23)):
        assert exports() == 0
    with clock.standing_at(clock.now() + timedelta(hours=24)):
        assert exports() == 1


def test_a_file_in_the_way_of_the_folder_does_not_stop_the_worker(exports: Exports, tmp_path: Path) -> None:
    (tmp_path / "open").write_text("in the way")
    assert exports() == 0


def test_without_a_folder_nothing_is_written(exports: Exports) -> None:
    exports.settings = Settings(export_dir=None)
    assert exports() == 0


def test_whoever_has_the_old_file_open_reads_it_to_its_end(tmp_path: Path) -> None:
    path = swap(tmp_path / "sheet.csv", b"old")
    with path.open("rb") as reader:
        swap(path, b"new")
        assert reader.read() == b"old"
    assert path.read_bytes() == b"new"

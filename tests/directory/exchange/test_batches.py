"""A batch has a state, is cancelled between chunks, undone as a whole, and never left hanging by a crash."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from accounts.models.municipality import Municipality
from core.database import Database
from core.errors import ConflictError
from core.scope import open_for_all
from directory import founding, listings
from directory.content import ListingChange
from directory.exchange import applying, batches
from directory.exchange.applying import Report, apply
from directory.exchange.reading import read_file
from directory.geography.municipalities import load_municipality
from directory.models.import_run import ImportRun, RunState
from directory.models.service import PUBLIC_STATUSES, Service
from tests.factories.directory import coordinator, steward_of

pytestmark = pytest.mark.slow
_LONG_AGO = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.fixture
def town(database: Database) -> Iterator[Municipality]:
    with database.writing() as session:
        town_id = founding.found(open_for_all(session), load_municipality("322041")).id
    with database.reading() as session:
        yield open_for_all(session).get_one(Municipality, town_id)


class Town:
    """A town that imports lists of salons."""

    def __init__(self, database: Database, town: Municipality, folder: Path) -> None:
        self.database, self.town, self.folder = database, town, folder

    def bring(self, *names: str, remark: str = "お茶あり", **words: Any) -> Report:
        path = self.folder / "list.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            rows = [(number, name, "島根県益田市駅前町17-1", remark) for number, name in enumerate(names, start=1)]
            csv.writer(lines).writerows([("ID", "名称", "住所", "備考"), *rows])
        read = read_file(path)
        return apply(self.database, coordinator(self.town), read, municipality_id=self.town.id, source="t", **words)

    def undo(self, report: Report) -> ImportRun:
        assert report.run_id
        return batches.undo(self.database, coordinator(self.town), report.run_id, municipality_id=self.town.id)

    def shown(self) -> list[tuple[str, str]]:
        query = select(Service).where(Service.status.in_(PUBLIC_STATUSES)).order_by(Service.name)
        with self.database.reading() as session:
            return [(one.name, one.remarks) for one in open_for_all(session).execute(query).scalars()]

    def states(self) -> list[RunState]:
        with self.database.reading() as session:
            return [run.state for run in batches.list_runs(open_for_all(session))]


@pytest.fixture
def lists(database: Database, town: Municipality, tmp_path: Path) -> Town:
    return Town(database, town, tmp_path)


def only(session: Session, name: str) -> Service:
    return open_for_all(session).execute(select(Service).filter_by(name=name)).scalar_one()


@pytest.mark.db
class TestUndo:
    def test_takes_back_what_was_added_and_what_was_changed(self, lists: Town, database_kind: str) -> None:
        lists.bring("あ会", "い会")
        second = lists.bring("あ会", "い会", "う会", remark="コーヒーあり")
        assert len(lists.shown()) == 3
        assert lists.undo(second).kept == 0
        assert lists.shown() == [("あ会", "お茶あり"), ("い会", "お茶あり")]
        assert lists.states() == [RunState.UNDONE, RunState.APPLIED]

    def test_the_same_list_can_be_brought_in_again(self, lists: Town, database_kind: str) -> None:
        lists.undo(lists.bring("あ会"))
        assert lists.shown() == []
        assert lists.bring("あ会").counts["added"] == 1
        assert lists.shown() == [("あ会", "お茶あり")]

    def test_keeps_what_somebody_has_changed_since(self, lists: Town, database: Database, database_kind: str) -> None:
        report = lists.bring("あ会", "い会")
        with database.writing() as session:
            service = only(session, "あ会")
            change = ListingChange(remarks="お茶は持参")
            listings.revise(session, steward_of(service.organization), service, change, based_on=service.version)
        assert lists.undo(report).kept == 1
        assert lists.shown() == [("あ会", "お茶は持参")]

    def test_twice_is_refused(self, lists: Town, database_kind: str) -> None:
        report = lists.bring("あ会")
        lists.undo(report)
        with pytest.raises(ConflictError):
            lists.undo(report)


class TestCancel:
    def test_stops_between_chunks_and_every_row_is_accounted_for(
        self, lists: Town, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(applying, "CHUNK", 2)

        def stop(_done: int) -> None:
            with database.writing() as session:
                batches.cancel(open_for_all(session), batches.list_runs(session)[0].id)

        report = lists.bring("あ会", "い会", "う会", "え会", "お会", tell=stop)
        assert (report.counts["added"], report.counts["refused"], report.counts["rows"]) == (2, 3, 5)
        assert lists.states() == [RunState.CANCELLED]
        lists.undo(report)
        assert lists.shown() == []


class TestCrash:
    def crash(self, lists: Town, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(applying, "CHUNK", 2)

        def die(_done: int) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            lists.bring("あ会", "い会", "う会", tell=die)

    def test_what_broke_off_is_undone_at_the_next_start(
        self, lists: Town, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.crash(lists, monkeypatch)
        assert lists.states() == [RunState.APPLYING]
        with database.writing() as session:
            open_for_all(session).execute(update(ImportRun).values(holder="elsewhere/1/1", touched_at=_LONG_AGO))
        assert batches.recover(database) == 1
        assert (lists.states(), lists.shown()) == ([RunState.UNDONE], [])

    def test_a_process_that_lives_is_left_alone(
        self, lists: Town, database: Database, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.crash(lists, monkeypatch)
        assert batches.recover(database) == 0
        assert lists.states() == [RunState.APPLYING]

"""The command line brings lists in, searches, and prints exactly what it promises."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.commands.main import main
from app.settings import Settings

pytestmark = pytest.mark.slow

LIST = """ID,名称,名称_カナ,住所,緯度,経度,電話番号,利用可能曜日,開始時間,終了時間
a1,いきいき百歳体操 吉田,イキイキヒャクサイタイソウ,島根県益田市駅前町1,34.68,131.84,非公開,水,9:30,11:00
a2,土曜サロン,ドヨウサロン,島根県益田市高津1,34.68,131.81,0856-31-0000,土,13:00,15:00
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("HITOMARU_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("HITOMARU_DATABASE_URL", raising=False)
    return CliRunner()


def call(run: CliRunner, *words: str) -> Result:
    result = run.invoke(main, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def brought(run: CliRunner, tmp_path: Path) -> CliRunner:
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    assert call(run, "init", "--municipality", "322041").exit_code == 0
    assert call(run, "directory", "import", str(path), "--source", "town").exit_code == 0
    return run


def search(run: CliRunner, *words: str) -> dict[str, object]:
    found: dict[str, object] = json.loads(call(run, "directory", "search", *words, "--json").stdout)
    return found


class TestExport:
    def test_what_it_wrote_comes_back_without_a_change(self, brought: CliRunner, tmp_path: Path) -> None:
        for out in ("sheet.csv", "sheet.xlsx"):
            path = str(tmp_path / out)
            assert call(brought, "directory", "export", "--format", "kayoinoba", "--out", path).exit_code == 0
            done = json.loads(call(brought, "directory", "import", path, "--source", "other", "--json").stdout)
            assert (done["rows"], done["unchanged"]) == (2, 2)

    def test_tells_every_character_that_older_programs_do_not_have(self, brought: CliRunner, tmp_path: Path) -> None:
        path = tmp_path / "list.csv"
        path.write_text(LIST.replace("土曜サロン", "𠮷田サロン"), encoding="utf-8")
        call(brought, "directory", "import", str(path), "--source", "town")
        out = tmp_path / "old.csv"
        words = ("--format", "kayoinoba", "--out", str(out), "--encoding", "cp932")
        told = call(brought, "directory", "export", *words)
        assert "3行目 名称: 𠮷 (U+20BB7) → 〓" in told.stderr
        assert "〓田サロン" in out.read_bytes().decode("cp932")
        assert "U+20BB7" in (tmp_path / "old_replaced.csv").read_text(encoding="utf-8-sig")

    def test_writes_a_folder_with_everything(self, brought: CliRunner, tmp_path: Path) -> None:
        call(brought, "directory", "export", "--format", "all", "--out", str(tmp_path / "open"))
        assert (tmp_path / "open" / "322041_hsds.json").exists()


class TestFields:
    def test_are_added_listed_and_dropped(self, brought: CliRunner) -> None:
        call(brought, "directory", "field", "toilet_floor", "トイレの階", "--english", "Toilet floor")
        assert call(brought, "directory", "field", "office_key", "鍵の場所").stdout == (
            "toilet_floor トイレの階\noffice_key 鍵の場所（役所と団体だけ）\n"
        )
        assert (
            call(brought, "directory", "field", "toilet_floor", "--drop").stdout
            == "office_key 鍵の場所（役所と団体だけ）\n"
        )
        assert call(brought, "directory", "field", "Toilet", "トイレ").exit_code == 1


class TestSearch:
    def test_prints_the_promised_fields_and_nothing_else(self, brought: CliRunner) -> None:
        found = search(brought, "百歳体操", "--limit", "5")
        assert found.keys() == {"total", "conditions", "hits", "alternatives"}
        hit: dict[str, object] = found["hits"][0]  # type: ignore[index]
        assert hit.keys() == {"id", "source", "source_id", "name", "score", "district", "next_session", "unstated"}
        assert (hit["source"], hit["source_id"], hit["district"]) == ("town", "a1", "吉田")
        assert hit["next_session"] == "2026-12-02T09:30:00+09:00"

    @pytest.mark.parametrize(
        ("wishes", "names"),
        [
            (("ひゃくさい",), ["いきいき百歳体操 吉田"]),
            (("--day", "sat", "--part", "afternoon"), ["土曜サロン"]),
            (("--district", "高津"), ["土曜サロン"]),
            (("--district", "高津地区"), ["土曜サロン"]),
            (("--kind", "hyakusai_taiso"), ["いきいき百歳体操 吉田"]),
            (("--near", "34.68,131.81"), ["土曜サロン", "いきいき百歳体操 吉田"]),
            (("--near", "34.68,131.81", "--radius-km", "1"), ["土曜サロン"]),
            (("--step-free",), []),
            (("--free",), []),
        ],
    )
    def test_narrows(self, brought: CliRunner, wishes: tuple[str, ...], names: list[str]) -> None:
        hits: list[dict[str, str]] = search(brought, *wishes)["hits"]  # type: ignore[assignment]
        assert [hit["name"] for hit in hits] == names

    def test_pages_go_on_where_the_one_before_ended(self, brought: CliRunner) -> None:
        pages = [search(brought, "--limit", "1", "--page", page) for page in ("1", "2", "3")]
        names = [[hit["name"] for hit in page["hits"]] for page in pages]  # type: ignore[attr-defined]
        assert sorted(names[0] + names[1]) == ["いきいき百歳体操 吉田", "土曜サロン"]
        assert (names[2], pages[2]["total"]) == ([], 2)

    @pytest.mark.parametrize("backend", ["scan", "whoosh", "tantivy", "auto"])
    def test_another_index_gives_the_same_and_leaves_ours_alone(self, brought: CliRunner, backend: str) -> None:
        wanted = search(brought, "たいそう")
        before = sorted(Settings().index_dir.rglob("*"))
        assert search(brought, "たいそう", "--backend", backend) == wanted
        assert sorted(Settings().index_dir.rglob("*")) == before

    def test_what_cannot_be_meant_is_said_in_a_line(self, brought: CliRunner) -> None:
        for wish in (("--district", "どこか"), ("--near", "ここ")):
            assert call(brought, "directory", "search", *wish).exit_code == 2


class TestExplain:
    def explained(self, run: CliRunner, *words: str) -> dict[str, object]:
        found: dict[str, object] = json.loads(call(run, "directory", "explain", *words, "--json").stdout)
        return found

    def test_says_which_wishes_are_met(self, brought: CliRunner) -> None:
        found = self.explained(brought, "水曜 体操", "a1")
        assert (found["outcome"], found["place"], found["total"]) == ("hit", 1, 1)
        assert found["wishes"] == {"weekday:2": "yes"}

    def test_says_by_which_word_it_is_found(self, brought: CliRunner) -> None:
        found = self.explained(brought, "ひゃくさい", "a1")
        first = found["words"]["ひゃくさい"][0]  # type: ignore[index]
        assert (found["outcome"], first["field"], first["tier"]) == ("hit", "name_reading", "reading")

    @pytest.mark.parametrize(
        ("query", "key", "outcome"),
        [
            ("囲碁", "a1", "a word is missing"),
            ("土曜", "a1", "a wish is contradicted"),
            ("こども食堂", "a1", "not of the kind that was asked for"),
        ],
    )
    def test_says_why_not(self, brought: CliRunner, query: str, key: str, outcome: str) -> None:
        found = self.explained(brought, query, key)
        assert (found["outcome"], found["place"]) == (outcome, None)
        assert outcome in call(brought, "directory", "explain", query, key).stdout

    def test_a_listing_that_nobody_knows_is_told(self, brought: CliRunner) -> None:
        result = call(brought, "directory", "explain", "体操", "zz")
        assert result.exit_code == 1
        assert "No listings are named by zz" in result.stderr


class TestImport:
    def test_writes_the_report(self, brought: CliRunner, tmp_path: Path) -> None:
        report = tmp_path / "report.json"
        path = str(tmp_path / "list.csv")
        call(brought, "directory", "import", path, "--source", "town", "--report", str(report))
        written = json.loads(report.read_text(encoding="utf-8"))
        assert (written["file"], written["rows"], written["unchanged"]) == ("list.csv", 2, 2)
        assert all(remark.keys() == {"row", "column", "level", "message"} for remark in written["remarks"])

    def test_with_json_prints_the_report_alone(self, brought: CliRunner, tmp_path: Path) -> None:
        words = ("directory", "import", str(tmp_path / "list.csv"), "--source", "town", "--dry-run", "--json")
        result = call(brought, *words)
        assert json.loads(result.stdout)["unchanged"] == 2
        assert result.stderr == ""

    def test_a_file_of_another_shape_is_refused_with_a_sentence(self, brought: CliRunner, tmp_path: Path) -> None:
        path = tmp_path / "strange.csv"
        path.write_text("SSID,提供エリア・SSID\nfree,駅\n", encoding="utf-8")
        result = call(brought, "directory", "import", str(path), "--source", "town")
        assert result.exit_code == 1
        assert "取り込みませんでした" in result.stdout


class TestReindex:
    def test_makes_and_verifies_the_index(self, brought: CliRunner) -> None:
        assert "2 listings indexed" in call(brought, "directory", "reindex").stdout
        assert "agree" in call(brought, "directory", "reindex", "--verify").stdout
        assert Settings().index_dir.exists()


def test_init_twice_is_refused_with_a_sentence(run: CliRunner) -> None:
    assert call(run, "init", "--municipality", "322041").exit_code == 0
    result = call(run, "init", "--municipality", "322041")
    assert (result.exit_code, "もう登録" in result.output) == (1, True)


def test_without_a_municipality_the_first_step_is_named(run: CliRunner, tmp_path: Path) -> None:
    call(run, "db", "upgrade")
    path = tmp_path / "list.csv"
    path.write_text(LIST, encoding="utf-8")
    assert "hitomaru init" in call(run, "directory", "import", str(path), "--source", "x").output

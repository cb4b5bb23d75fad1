"""The whole chain on real wordings: when a form changes, every index must be made again."""

import json
from pathlib import Path
from typing import Final

import pytest

from core.japanese.folding import fold
from directory.search.analysis import ANALYZER_VERSION, analyse
from directory.search.text_index.protocol import IndexDocument

GOLDEN: Final = Path(__file__).parent / "golden_forms.json"
ADVICE: Final = "raise ANALYZER_VERSION, then write the file anew: python -m tests.directory.search.test_golden_forms"


def read() -> dict[str, object]:
    return dict(json.loads(GOLDEN.read_text(encoding="utf-8")))


def made(given: list[dict[str, str]]) -> dict[str, object]:
    """What stands in the file for these names, kana and texts."""
    forms = []
    for one in given:
        document = IndexDocument("", one["name"], one["kana"], (one["kind"],), one["text"])
        entry = analyse(document)
        forms.append({**one, "forms": {str(field): entry.forms[field] for field in entry.forms}})
    return {"version": ANALYZER_VERSION, "listings": forms}


def inputs(golden: dict[str, object]) -> list[dict[str, str]]:
    listings = golden["listings"]
    assert isinstance(listings, list)
    return [{key: one[key] for key in ("name", "kana", "kind", "text")} for one in listings]


def test_every_form_is_as_its_version_made_it() -> None:
    golden = read()
    assert made(inputs(golden)) == golden, ADVICE


@pytest.mark.control
def test_a_change_of_the_chain_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("directory.search.forms.fold", lambda text: fold(text).replace("さ", "ざ"))
    monkeypatch.setattr("directory.search.analysis._kind_reading", lambda _words: "")  # what it keeps outlives the test
    golden = read()
    assert made(inputs(golden)) != golden


if __name__ == "__main__":
    text = json.dumps(made(inputs(read())), ensure_ascii=False, indent=1)
    GOLDEN.write_text(text + "\n", encoding="utf-8")

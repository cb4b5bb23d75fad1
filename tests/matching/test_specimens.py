"""Whatever an explanation says is short, polite, plain and written down in docs/explanations.md."""

import re

import pytest

from app.commands.explanations import document
from core.japanese.office_words import OFFICE_WORDS
from matching.codes import Code
from matching.specimens import branches, fixed_sentences, openings, specimens
from tests.rules.tree import ROOT

LONGEST = 45
POLITE = re.compile(r"(です|ます|ません|ました|でした|ください)(（[^）]*）)?$")
GAP = re.compile(r"[^\x00-\x7f] [^\x00-\x7f]")
ALL = sorted({one.text for one in specimens()} | set(openings()) | set(fixed_sentences()))


def faults_of(text: str) -> list[str]:
    """What is wrong with a sentence."""
    found = [f"office word {word}" for word in OFFICE_WORDS if word in text]
    found += ["too long"] if len(text) > LONGEST else []
    found += ["not polite"] if not POLITE.search(text) else []
    found += ["phrase gap"] if GAP.search(text) else []
    return [f"{text}: {fault}" for fault in found]


def test_every_sentence_is_short_polite_and_plain() -> None:
    assert [fault for text in ALL for fault in faults_of(text)] == []


@pytest.mark.control
@pytest.mark.parametrize("text", ["要件に該当します", "とても" * 15 + "よいです", "行けない", "見学に 行けます"])
def test_a_faulty_sentence_is_found(text: str) -> None:
    assert faults_of(text)


def test_every_code_has_a_branch() -> None:
    assert all(list(branches(code)) for code in Code)


def test_the_document_is_current() -> None:
    assert (ROOT / "docs" / "explanations.md").read_text(encoding="utf-8") == document()

"""hitomaru match explanations: every sentence that matching may say, as docs/explanations.md has it."""

from collections.abc import Iterator
from itertools import groupby

from matching.sentences import TEMPLATES, Reader
from matching.specimens import Specimen, fixed_sentences, openings, specimens

HEAD = """# What the explanations say

Printed by `hitomaru match explanations`: every template of `matching/sentences.py` with each of its branches, for the
coordinator and for the person. A host is never shown any of them. Names and figures are made up.
"""
READERS = {Reader.COORDINATOR: "coordinator", Reader.PERSON: "person"}


def document() -> str:
    """The whole document."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEAD
    for code, found in groupby(specimens(), key=lambda one: one.code):
        yield f"## {code}\n\nTemplate: `{TEMPLATES[code]}`\n"
        yield from map(_line, found)
        yield ""
    yield "## One change\n"
    yield from (f"- {text}" for text in openings())
    yield "\n## Instead of what is sensitive\n"
    yield from (f"- {text}" for text in fixed_sentences())


def _line(one: Specimen) -> str:
    note = f"（{one.note}）" if one.note else ""
    return f"- {READERS[one.reader]}: {one.text}{note}"

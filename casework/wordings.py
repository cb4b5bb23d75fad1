"""What was a person told before agreeing? The texts by purpose and version; data, never changed once used."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from casework.models.consent import Purpose
from core import clock

TEXTS = Path(__file__).parent / "data" / "consent_wordings.toml"


@dataclass(frozen=True)
class Wording:
    """One version of what is read out or shown for one purpose, also in easy Japanese."""

    purpose: Purpose
    version: str
    since: date
    text: str
    easy: str


@cache
def wordings() -> tuple[Wording, ...]:
    """Every version, oldest first."""
    entries = tomllib.loads(TEXTS.read_text(encoding="utf-8"))["wording"]
    read = (Wording(**{**entry, "purpose": Purpose(entry["purpose"])}) for entry in entries)
    return tuple(sorted(read, key=lambda wording: (wording.since, wording.version)))


def newest(purpose: Purpose) -> Wording:
    """The version that is used today."""
    day = clock.today()
    usable = [wording for wording in wordings() if wording.purpose is purpose and wording.since <= day]
    return usable[-1]


def find(purpose: Purpose, version: str) -> Wording | None:
    """The text that a ledger row names."""
    return next((one for one in wordings() if one.purpose is purpose and one.version == version), None)

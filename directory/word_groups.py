"""Which words mean the same in this town? The office adds groups to those that the product knows."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from core import audit
from core.access import Actor
from core.errors import InvalidError, NotFoundError
from core.japanese.folding import fold
from core.words import word
from directory.models.word_group import Direction, WordGroup

MOST_GROUPS: Final = 300
MOST_WORDS: Final = 20
LONGEST_WORD: Final = 30
LONGEST_NOTE: Final = 200
TOO_MANY_GROUPS: Final = word("ことばの組は300までです。いらない組を消してください。")
TOO_FEW_WORDS: Final = word("ちがうことばを2つ以上書いてください。")
TOO_MANY_WORDS: Final = word("1つの組に書けるのは20語までです。")
TOO_LONG: Final = word("1つのことばは30字までです。")


@dataclass(frozen=True, slots=True)
class WordGroupChange:
    """What the office typed: words, which of them find which, and why."""

    words: tuple[str, ...]
    direction: Direction = Direction.BOTH
    note: str = ""


def list_groups(session: Session) -> list[WordGroup]:
    """The groups of the town, oldest first."""
    return list(session.execute(select(WordGroup).order_by(WordGroup.created_at, WordGroup.id)).scalars())


def find_group(session: Session, group_id: uuid.UUID) -> WordGroup:
    """One group of the town."""
    group = session.execute(select(WordGroup).where(WordGroup.id == group_id)).scalar_one_or_none()
    if group is None:
        raise NotFoundError("このページは見つかりません。")
    return group


def add_group(session: Session, actor: Actor, change: WordGroupChange) -> WordGroup:
    """Let some words mean the same in the actor's town from now on."""
    if session.execute(select(func.count()).select_from(WordGroup)).scalar_one() >= MOST_GROUPS:
        raise InvalidError({"words": TOO_MANY_GROUPS})
    if actor.municipality_id is None:
        raise ValueError("whoever adds a group belongs to a town")
    group = WordGroup(municipality_id=actor.municipality_id, words=[])
    _write(group, actor, change)
    session.add(group)
    session.flush()
    audit.record(session, actor, "word_group.add", f"word_group:{group.id}")
    return group


def change_group(session: Session, actor: Actor, group: WordGroup, change: WordGroupChange) -> None:
    """Let a group hold other words."""
    _write(group, actor, change)
    session.flush()
    audit.record(session, actor, "word_group.change", f"word_group:{group.id}")


def remove_group(session: Session, actor: Actor, group: WordGroup) -> None:
    """Let the words of a group go their own ways again."""
    session.delete(group)
    session.flush()
    audit.record(session, actor, "word_group.remove", f"word_group:{group.id}")


def _write(group: WordGroup, actor: Actor, change: WordGroupChange) -> None:
    group.words = list(_clean(change.words))
    group.direction = change.direction
    group.note = change.note.strip()[:LONGEST_NOTE]
    group.changed_by = actor.reference


def _clean(words: Iterable[str]) -> tuple[str, ...]:
    """The words without surrounding blanks, each once; InvalidError where they make no group."""
    first: dict[str, str] = {}
    for one in filter(_letters, words):
        first.setdefault(_letters(one), " ".join(one.split()))
    kept = tuple(first.values())
    if len(kept) < 2:  # noqa: PLR2004 - one word alone means the same as itself
        raise InvalidError({"words": TOO_FEW_WORDS})
    if len(kept) > MOST_WORDS:
        raise InvalidError({"words": TOO_MANY_WORDS})
    if any(len(one) > LONGEST_WORD for one in kept):
        raise InvalidError({"words": TOO_LONG})
    return kept


def _letters(written: str) -> str:
    return "".join(filter(str.isalnum, fold(written)))

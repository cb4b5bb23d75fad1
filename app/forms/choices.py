"""How is one of a select's choices made? In one place, because the library's types do not know it yet (2026-11)."""

from collections.abc import Iterable

from wtforms import SelectChoice  # type: ignore[attr-defined]  # wtforms 3.3 has it, its stubs are of 3.2


def choices_of(pairs: Iterable[tuple[str, object]]) -> list[SelectChoice]:
    """The choices of pairs of value and label."""
    return [SelectChoice(value, label) for value, label in pairs]

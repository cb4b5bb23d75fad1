"""What do dry runs say on a page? Objectives, reasons, changes and prices in plain words."""

from collections.abc import Iterable, Mapping
from typing import Final

from app.rendering import filters
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from core.words import word
from matching.assignment.types import FLOOR, Objective
from matching.batch.planning import Unplaced
from matching.batch.table import Standing
from matching.batch.waiting import Wait
from matching.models.batch import BatchRun

OBJECTIVES: Final = (
    (Objective.LEXIMIN.value, lazy("合うところが少ない人を大切に")),
    (Objective.PLACED.value, lazy("決まる人をできるだけ多く")),
    (Objective.TOTAL.value, lazy("合いぐあいの合計を高く")),
)
OBJECTIVE_NOTES: Final = {
    Objective.LEXIMIN.value: lazy("だれかがひどく合わない組み方をさけます。ふだんはこれ。"),
    Objective.PLACED.value: lazy("まず人数、つぎに合いぐあい。"),
    Objective.TOTAL.value: lazy("よく合う人が先になり、残る人が出やすくなります。"),
}
FLOORS: Final = (
    (str(FLOOR), lazy("ふつう（350点に届かないところは出さない）")),
    ("500", lazy("きびしく（500点に届かないところは出さない）")),
    ("0", lazy("決めない（点が低くても出す）")),
)
REASONS: Final[Mapping[str, str]] = {
    Unplaced.NO_CANDIDATE: word("条件に合うところがありません。"),
    Unplaced.TO_CONFIRM: word("確かめれば合うところはありますが、まだわからないことがあります。"),
    Unplaced.BELOW_FLOOR: word("空いているところは、どれも点が下限に届きません。"),
    Unplaced.ALL_FULL: word("合うところは、どこも席が空いていません。"),
    Unplaced.OUTRANKED: word("合うところの席は、全体を考えてほかの人に回しました。"),
    Unplaced.FORBIDDEN: word("合うところを「ここにはしない」にしてあります。"),
}
STANDINGS: Final[Mapping[str, str]] = {
    Standing.CONFIRM: word("確認が必要"),
    Standing.FULL: word("いまは満員"),
    Standing.OVERRIDDEN: word("条件に合わない"),
}
WAITS: Final[Mapping[str, str]] = {
    Wait.OFFERED: word("提案中の場所があります"),
    Wait.GOES: word("通っている場所があります"),
    Wait.NO_CONSENT: word("支援の同意がありません"),
    Wait.NO_NEED: word("希望と条件がまだ書かれていません"),
}


def objective_name(objective: str) -> str:
    """合うところが少ない人を大切に."""
    return str(dict(OBJECTIVES)[objective])


def run_name(run: BatchRun) -> str:
    """11月24日（火）午後3時「決まる人をできるだけ多く」5人: which dry run it is."""
    when, wish = filters.moment(run.made_at), objective_name(run.settings["objective"])
    return _("%(when)s「%(wish)s」%(placed)s人", when=when, wish=wish, placed=run.placed)


def change_words(change: Mapping[str, int]) -> str:
    """決まる人 −1人 · 合計 −24点: what something changes in the whole."""
    parts = [
        _("決まる人 %(change)s人", change=signed(change["placed"])) if change["placed"] else "",
        _("合計 %(change)s点", change=signed(change["points"])) if change["points"] else "",
        _("低いほうの1割 %(change)s点", change=signed(change["worst"])) if change["worst"] else "",
    ]
    return " · ".join(filter(None, parts)) or _("全体は変わりません")


def signed(number: int) -> str:
    """+3, −24, ±0."""
    if number == 0:
        return "±0"
    return f"+{number}" if number > 0 else f"−{-number}"


def standing_words(standing: str, rules: Iterable[str] = ()) -> str:
    """確認が必要; against which rules a place is, where it is."""
    named = "・".join(rules)
    words = _(STANDINGS[standing]) if standing in STANDINGS else ""
    return f"{words}：{named}" if words and named else words

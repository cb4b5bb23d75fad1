"""How is a change of the wish offered on the need page, after a match ended for a reason? One press each."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from app.rendering import filters
from app.rendering.words import gettext as _
from app.staff.need_words import cost_of
from app.staff.words import kind_name, weekday_name
from casework.models.person import Person
from directory.taxonomy.kinds import Kind, kinds_by_code
from matching import wish_changes
from matching.models.placement import Placement
from matching.needs import NeedDetails
from matching.wish_changes import Change, ChangeKind, Ending


@dataclass(frozen=True)
class Offer:
    """What ended, and each change as the words on its button."""

    placement: Placement
    buttons: Sequence[tuple[str, str]]


def offers_of(session: Session, person: Person, details: NeedDetails) -> list[Offer]:
    """What the need page offers today."""
    kinds = kinds_by_code(session)
    return [
        Offer(one.placement, list(_buttons(one, kinds))) for one in wish_changes.of_person(session, person, details)
    ]


def change_of(
    session: Session, person: Person, details: NeedDetails, placement_id: uuid.UUID | None, kind: str
) -> Change | None:
    """The change that was pressed, or None where it is not offered any more."""
    for ending in wish_changes.of_person(session, person, details):
        for change in ending.changes:
            if ending.placement.id == placement_id and change.kind.value == kind:
                return change
    return None


def _buttons(ending: Ending, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, str]]:
    service = ending.placement.service
    for change in ending.changes:
        yield change.kind.value, words_of(change, name=service.name, kind=kind_name(kinds.get(service.kind)))


def words_of(change: Change, *, name: str, kind: str) -> str:
    """片道を20分までにする: what a press would change."""
    days = "・".join(weekday_name(day) for day in change.days)
    said = {
        ChangeKind.SHORTER_TRAVEL: lambda: _("片道を%(time)sまでにする", time=filters.duration(change.figure)),
        ChangeKind.ADD_LIFT: lambda: _("行き方に送迎を加える"),
        ChangeKind.LOWER_FEE: lambda: _("1回の費用を「%(sum)s」にする", sum=cost_of(change.figure)),
        ChangeKind.NOT_THEN: lambda: _("%(days)sを、行ける時間から外す", days=days),
        ChangeKind.SMALL_GROUP: lambda: _("少人数の場を望む"),
        ChangeKind.LITTLE_TALK: lambda: _("話さなくても過ごせる場を望む"),
        ChangeKind.HALF_HOUR: lambda: _("30分だけでもよい場を望む"),
        ChangeKind.AVOID_KIND: lambda: _("「%(kind)s」は、もう候補に出さない", kind=kind),
        ChangeKind.AVOID_SERVICE: lambda: _("「%(name)s」は、もう候補に出さない", name=name),
        ChangeKind.EXCLUDE_HOST: lambda: _("この団体は、もう候補に出さない"),
    }
    return said[change.kind]()

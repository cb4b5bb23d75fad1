"""How much does each criterion weigh in this town? The product's profiles, as far as the town set no weights itself.

A version is never changed: whoever saves makes the next one, and matches keep the number they were ranked with.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from core import audit
from core.access import Actor
from core.errors import InvalidError, NotFoundError, StaleVersionError
from core.words import word
from matching.criteria import outcomes
from matching.criteria.registry import BY_KEY
from matching.models.weights import WeightVersion
from matching.permissions import WEIGHTS_EDIT
from matching.profiles.weights import TOTAL, WeightProfile, profile_for, profiles


class WrongTotalError(InvalidError):
    """The points do not make 1000; `field` is the one that changed first, `missing` how many points lack there."""

    def __init__(self, field: str, typed: int) -> None:
        super().__init__({field: word("ぜんぶで1000点にしてください。")})
        self.field = field
        self.typed = typed

    @property
    def missing(self) -> int:
        """How many points lack; below 0 so many are too many."""
        return TOTAL - self.typed


@dataclass(frozen=True, slots=True)
class TownProfile:
    """One profile as it holds now, and the versions that the town made of it, the newest first."""

    profile: WeightProfile
    versions: Sequence[WeightVersion]


def list_profiles(session: Session) -> list[TownProfile]:
    """Every profile, the standard one first."""
    return [_town_profile(session, shipped) for shipped in sorted(profiles().values(), key=_standard_first)]


def find_profile(session: Session, name: str) -> TownProfile:
    """One profile, or NotFoundError."""
    if name not in profiles():
        raise NotFoundError(word("この設定は見つかりません。"))
    return _town_profile(session, profiles()[name])


def profile_of(session: Session, goal_step: str | None) -> WeightProfile:
    """What people with this goal step are ranked with today."""
    return _town_profile(session, profile_for(goal_step)).profile


def save(session: Session, actor: Actor, name: str, weights: Mapping[str, int], *, version: int) -> WeightProfile:
    """Make the next version of a profile; `version` is the one that the form was shown with."""
    WEIGHTS_EDIT.demand(actor, None)
    audit.take_turn(session)
    current = find_profile(session, name).profile
    if current.version != version:
        raise StaleVersionError(word("そのあいだに、ほかの人が点を変えました。"))
    demand_sound(weights, current.weights)
    if dict(weights) == dict(current.weights):
        return current
    row = WeightVersion(
        municipality_id=actor.municipality_id,
        profile=name,
        number=current.version + 1,
        weights=dict(weights),
        saved_by=actor.reference,
        saved_by_name=actor.name,
    )
    session.add(row)
    session.flush()
    audit.record(session, actor, "weights.save", f"weights:{name}", purpose=f"version {row.number}")
    return _as_in(current, row)


def demand_sound(weights: Mapping[str, int], before: Mapping[str, int]) -> None:
    """Every criterion has its points, and they make 1000; else InvalidError on the field that changed first."""
    faults = {key: word("0以上の整数を入れてください。") for key in BY_KEY if weights.get(key, -1) < 0}
    if weights.get(outcomes.KEY, 0) > outcomes.MOST_POINTS:
        faults[outcomes.KEY] = word("これまでの経験は30点までです。")
    if faults:
        raise InvalidError(faults)
    if (typed := sum(weights.values())) != TOTAL:
        changed = (key for key in BY_KEY if weights[key] != before[key])
        raise WrongTotalError(next(changed, next(iter(BY_KEY))), typed)


def _town_profile(session: Session, shipped: WeightProfile) -> TownProfile:
    query = select(WeightVersion).where(WeightVersion.profile == shipped.name).order_by(WeightVersion.number.desc())
    versions = session.execute(query).scalars().all()
    return TownProfile(_as_in(shipped, versions[0]) if versions else shipped, versions)


def _as_in(profile: WeightProfile, row: WeightVersion) -> WeightProfile:
    """A criterion that the product learned later weighs nothing in a version that is older."""
    return replace(profile, version=row.number, weights={key: row.weights.get(key, 0) for key in BY_KEY})


def _standard_first(profile: WeightProfile) -> tuple[bool, str]:
    return bool(profile.goal_steps), profile.name

"""What does a person's need say on a page? Wishes, limits and agreements in words; what was not asked is said."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.rendering import filters
from app.rendering.words import gettext as _
from app.staff.parts_of_day import days_by_part, is_by_parts
from app.staff.words import MODES, kind_name, weekday_name
from casework import consents
from casework.models.consent import Consent, Purpose
from casework.models.person import Person
from core import clock
from core.facts import Fact
from directory.fact_keys import BY_CODE
from directory.models.organization import Organization
from directory.models.service import Service
from directory.taxonomy.kinds import kinds_by_code
from matching.criteria.goal import GOAL_STEPS
from matching.needs import NeedDetails
from matching.today import CONSENT_NOTICE

Row = tuple[str, str]


def wish_rows(details: NeedDetails) -> list[Row]:
    """What the person likes, can do and aims at."""
    return [
        (_("してみたいこと"), _joined(details.wishes)),
        (_("得意なこと"), _joined([*details.strengths, details.strength_words])),
        (_("めざす一歩"), GOAL_STEPS.get(details.goal_step or "", _("未確認"))),
    ]


def limit_rows(session: Session, details: NeedDetails) -> list[Row]:
    """Within which limits."""
    return [
        (_("行ける時間"), times_of(details)),
        (_("行き方"), ways_of(details)),
        (_("必要な配慮"), _joined(fact_label(code) for code in details.needs)),
        (_("場の雰囲気"), _joined(_(BY_CODE[code].yes) for code in details.comforts if code in BY_CODE)),
        (_("1回の費用"), cost_of(details.fee_limit_yen)),
        (_("近くのバス停"), stop_of(details)),
        (_("はじめに付き添う人"), {Fact.YES: _("いる"), Fact.NO: _("いない")}.get(details.has_companion, _("未確認"))),
        (_("避けたいこと"), _joined(avoided(session, details))),
    ]


def stop_of(details: NeedDetails) -> str:
    """見本役場前（歩いて5分）, or that nobody has asked."""
    if not details.nearest_stop:
        return _("未確認")
    if details.stop_minutes is None:
        return details.nearest_stop
    return _("%(stop)s（歩いて%(time)s）", stop=details.nearest_stop, time=filters.duration(details.stop_minutes))


def times_of(details: NeedDetails) -> str:
    """月曜・水曜の午前, or that nobody has asked."""
    if details.available is None:
        return _("未確認")
    if not details.available:
        return _("行ける時間がありません")
    if is_by_parts(details.available):
        parts = days_by_part(details.available)
        return "、".join(_("%(days)sの%(part)s", days=_days(days), part=part.label) for part, days in parts)
    by_hours: dict[tuple[time, time], list[int]] = {}
    for span in sorted(details.available, key=lambda one: (one.start, one.end, one.weekday)):
        by_hours.setdefault((span.start, span.end), []).append(span.weekday)
    return "、".join(f"{_days(days)} {filters.time_range(*hours)}" for hours, days in by_hours.items())


def ways_of(details: NeedDetails) -> str:
    """歩く・バス（20分まで）, or that nobody has asked."""
    if details.modes is None:
        return _("未確認")
    ways = "・".join(_(MODES[mode]) for mode in details.modes if mode in MODES) or _("行き方がありません")
    if details.travel_minutes is None:
        return ways
    return _("%(ways)s（%(time)sまで）", ways=ways, time=filters.duration(details.travel_minutes))


def cost_of(limit: int | None) -> str:
    """500円まで, only what is free, or that nobody has asked."""
    if limit is None:
        return _("未確認")
    return _("%(sum)sまで", sum=filters.yen(limit)) if limit else _("無料だけ")


def fact_label(code: str) -> str:
    """段差なしで入れる: what a needed fact says."""
    return _(BY_CODE[code].yes) if code in BY_CODE else code


def avoided(session: Session, details: NeedDetails) -> list[str]:
    """What must not be proposed, by name."""
    avoid, kinds = details.avoid, kinds_by_code(session)
    organizations = _names(session, Organization, avoid.organizations)
    services = _names(session, Service, avoid.services)
    return [*(kind_name(kinds.get(code)) or code for code in avoid.kinds), *organizations, *services, *avoid.words]


def consent_labels(session: Session, person: Person) -> list[tuple[str, str]]:
    """What holds today, for the component consent_label: the words and their kind."""
    rows = consents.list_of(session, person.id)
    holding = [row for row in rows if consents.holds_on(row, clock.today())]
    support = next((row for row in holding if row.purpose is Purpose.SUPPORT), None)
    told = [row for row in holding if row.purpose is Purpose.TELL_HOST]
    label = (_("支援の同意"), _kind(support)) if support else (_("支援の同意がありません"), "missing")
    if not told:
        return [label, (_("受け入れ先に伝える同意がありません"), "missing")]
    names = _names(session, Organization, {key for row in told for key in row.recipients})
    soonest = min(told, key=lambda row: row.expires_on or clock.today() + timedelta(days=3650))
    return [label, (_("伝える同意：%(hosts)s", hosts="・".join(names)), _kind(soonest))]


def _kind(consent: Consent) -> str:
    ends_on = consent.expires_on
    return "ending" if ends_on is not None and ends_on <= clock.today() + CONSENT_NOTICE else "given"


def _names(session: Session, model: type[Organization] | type[Service], keys: Iterable[str]) -> list[str]:
    wanted = [uuid.UUID(key) for key in keys]
    if not wanted:
        return []
    query = select(model.name).where(model.id.in_(wanted)).order_by(model.name)
    return list(session.execute(query).scalars())


def _days(days: Iterable[int]) -> str:
    return "・".join(weekday_name(day) for day in days)


def _joined(words: Iterable[str]) -> str:
    said: Sequence[str] = [text for text in words if text]
    return "・".join(said) or _("未確認")

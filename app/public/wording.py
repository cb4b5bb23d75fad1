"""What do the directory's codes say on a page? Kinds, times, facts and freshness in the reader's language."""

from collections.abc import Sequence
from datetime import datetime

from app.rendering import display, filters
from app.rendering.words import gettext as _
from core import clock
from core.facts import Fact
from core.words import word
from directory.fact_keys import BY_CODE
from directory.freshness import Freshness, freshness, ladder_of
from directory.public_listing import PublicFact, PublicListing
from directory.recurrence.sentences import Voice
from directory.recurrence.sessions import Session
from directory.recurrence.slots import Part
from directory.search.reasons import Reason, ReasonCode
from directory.search.service import FoundListing
from directory.taxonomy.kinds import Kind

WEEKDAYS = (word("月"), word("火"), word("水"), word("木"), word("金"), word("土"), word("日"))
LONG_WEEKDAYS = (
    word("月曜日"),
    word("火曜日"),
    word("水曜日"),
    word("木曜日"),
    word("金曜日"),
    word("土曜日"),
    word("日曜日"),
)
PARTS = {Part.MORNING: word("午前"), Part.AFTERNOON: word("午後"), Part.EVENING: word("夜")}
SHOWN_CHIPS = ("step_free", "free_of_charge", "transport_assistance", "visit_possible")
MOST_CHIPS = 6
Chip = tuple[str, str]


def kind_name(kind: Kind | None) -> str:
    """What a kind is called in the reader's language."""
    if kind is None:
        return ""
    return kind.names.get(display.current().language, kind.name)


def voice() -> Voice:
    """In which words a timetable is said to this reader."""
    return Voice(display.current().language)


def session_words(session: Session | None) -> str:
    """11月25日（水）午前10時〜11時; empty when there is none."""
    if session is None:
        return ""
    day = filters.near_day(session.on)
    if session.opens_at is None:
        return _("%(day)s（時刻は未確認）", day=day)
    return f"{day} {filters.time_range(session.opens_at, session.closes_at)}"


def doubt_words(session: Session | None) -> str:
    """What is not sure about a session."""
    return "・".join(_(doubt.label) for doubt in session.doubts) if session else ""


def fact_words(key: str, answer: Fact) -> str:
    """段差なしで入れる, or 段差：未確認."""
    question = BY_CODE[key]
    if answer is Fact.UNKNOWN:
        return _("%(question)s：未確認", question=_(question.label))
    return _(question.words(answer))


def checked_words(fact: PublicFact) -> str:
    """The day on which a fact was stated."""
    return _("%(day)sに確認", day=filters.full_day(clock.local_date(fact.stated_at)))


def freshness_of(listing: PublicListing) -> Freshness:
    """How far the listing can be trusted without a call."""
    day = clock.local_date(listing.assured_at) if listing.assured_at else None
    return freshness(day, clock.today(), ladder_of(listing.kind))


def assured_words(listing: PublicListing) -> str:
    """When and by whom the listing was last confirmed."""
    if listing.assured_at is None:
        return _("まだ確認されていません。行く前に電話で確かめてください。")
    return _("%(ago)sに%(who)sが確認", ago=filters.ago(listing.assured_at), who=_(listing.assured_by or "役所"))


def stale_words(listing: PublicListing) -> str:
    """A warning when the last confirmation is too old; empty when it is not."""
    state = freshness_of(listing)
    if state is Freshness.UNKNOWN:
        return _("まだ確認されていません。行く前に電話を")
    if state is Freshness.RED:
        return _("%(ago)sから確認されていません。行く前に電話を", ago=_since(listing.assured_at))
    return ""


def _since(moment: datetime | None) -> str:
    return filters.ago(moment) if moment else ""


def cost_words(listing: PublicListing) -> str:
    """What it costs, in a few words; empty when nobody has said."""
    if listing.fee_yen is not None:
        return filters.yen(listing.fee_yen)
    return {Fact.YES: _("無料"), Fact.NO: _("有料")}.get(listing.fact("free_of_charge"), "")


def weekday_name(day: int) -> str:
    """月曜."""
    return _("%(day)s曜", day=_(WEEKDAYS[day]))


def long_weekday(day: int) -> str:
    """月曜日."""
    return _(LONG_WEEKDAYS[day])


def slot_words(weekday: int | None, part: Part | None) -> str:
    """水曜の午前."""
    if weekday is None or part is None:
        return ""
    if part is Part.UNKNOWN:
        return _("%(day)s（時刻は未確認）", day=weekday_name(weekday))
    return _("%(day)sの%(part)s", day=weekday_name(weekday), part=_(PARTS[part]))


def chips_of(found: FoundListing, unstated: Sequence[str] = ()) -> list[Chip]:
    """The marks of a result: wishes that it does not speak of, those it meets, and facts that are known or not."""
    chips = [("unknown", words) for words in unstated]
    chips += [chip for reason in found.reasons if (chip := _reason_chip(reason)) is not None]
    stated = [("yes", fact_words(key, Fact.YES)) for key in SHOWN_CHIPS if found.listing.fact(key) is Fact.YES]
    unknown = (
        [("unknown", fact_words("step_free", Fact.UNKNOWN))] if not found.listing.fact("step_free").is_known else []
    )
    return _without_twins([*chips, *stated, *unknown])[:MOST_CHIPS]


PLAIN_REASONS = {
    ReasonCode.ROUGH_PLACE: word("場所は目安"),
    ReasonCode.NEIGHBOUR: word("近い種類"),
    ReasonCode.SYNONYM: word("近いことば"),
}


def _without_twins(chips: Sequence[Chip]) -> list[Chip]:
    return list(dict.fromkeys(chips))


def _reason_chip(reason: Reason) -> Chip | None:
    match reason.code:
        case ReasonCode.FACT:
            return "yes", fact_words(reason.value, Fact.YES)
        case ReasonCode.TIME:
            kind = "unknown" if reason.part is Part.UNKNOWN else "yes"
            return kind, slot_words(reason.weekday, reason.part)
        case ReasonCode.PAUSED:
            return "warn", _("いまは休み") + (f"（{reason.value}）" if reason.value else "")
        case _:
            plain = PLAIN_REASONS.get(reason.code)
            return ("plain", _(plain)) if plain else None

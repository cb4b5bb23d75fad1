"""What was asked for, in words: the heading of a search, and each condition with the way to take it out."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from flask import url_for

from app.public import wording
from app.public.condition_words import Speaker
from app.public.search_form import PARTS, Asked
from app.rendering.words import gettext as _
from app.rendering.words import ngettext
from core.facts import Fact
from directory.models.district import District
from directory.search.reading.conditions import Reading
from directory.search.reading.cutting import cut
from directory.taxonomy.kinds import Kind

Removable = tuple[str, str]


def address_of(asked: Asked, *, endpoint: str = "public.search", **changed: object) -> str:
    """The address of the same search, with some values changed."""
    query = urlencode(asked.pairs(**changed))
    return url_for(endpoint) + (f"?{query}" if query else "")


def title_of(said: str, removable: Sequence[Removable], total: int) -> str:
    """The whole search as a heading: 水曜日の午前・「体操」・送迎あり 12か所."""
    parts = [said, *(words for words, _address in removable)]
    told = _("・").join(part for part in parts if part)
    count = ngettext("%(num)sか所", "%(num)sか所", total)
    return f"{told} {count}" if told else _("すべての場所 %(count)s", count=count)


def removable_wishes(asked: Asked, reading: Reading, speaker: Speaker) -> list[Removable]:
    """Each wish that was read from the words, with the address of the same search without its words."""
    wishes = [(speaker.say(wish), address_of(asked, q=cut(asked.words, [wish]) or None)) for wish in reading.conditions]
    if wishes and reading.subject:
        rest = _("「%(words)s」", words=reading.rest)
        wishes.append((rest, address_of(asked, q=cut(asked.words, (), [one.whole for one in reading.subject]) or None)))
    return wishes


def removable_filters(asked: Asked, kinds: Mapping[str, Kind], districts: Mapping[str, District]) -> list[Removable]:
    """Each condition in words, with the address of the same search without it."""
    return [*_times(asked), *_values(asked, kinds, districts), *_near(asked, districts)]


def _times(asked: Asked) -> Iterator[Removable]:
    for day in asked.weekdays:
        yield wording.weekday_name(day), address_of(asked, weekday=_without(asked.weekdays, day))
    for part in PARTS:
        if part.name in asked.parts:
            yield _(wording.PARTS[part]), address_of(asked, part=_without(asked.parts, part.name))


def _values(asked: Asked, kinds: Mapping[str, Kind], districts: Mapping[str, District]) -> Iterator[Removable]:
    for code in asked.kinds:
        yield wording.kind_name(kinds[code]), address_of(asked, kind=_without(asked.kinds, code))
    for code in asked.districts:
        words = _("%(name)s地区", name=districts[code].name)
        yield words, address_of(asked, district=_without(asked.districts, code))
    for key in asked.facts:
        yield wording.fact_words(key, Fact.YES), address_of(asked, fact=_without(asked.facts, key))


def _near(asked: Asked, districts: Mapping[str, District]) -> Iterator[Removable]:
    if asked.near:
        words = _("%(name)sから%(km)skm以内", name=districts[asked.near].name, km=asked.radius)
        yield words, address_of(asked, near=None, radius=None)


def _without(values: tuple[object, ...], value: object) -> tuple[object, ...]:
    return tuple(one for one in values if one != value)

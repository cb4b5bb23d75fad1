"""What was asked for, in words: the heading of a search, and each condition with the way to take it out."""

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlencode

from flask import url_for

from app.public import wording
from app.public.search_form import PARTS, Asked
from app.rendering.words import gettext as _
from app.rendering.words import ngettext
from core.facts import Fact
from directory.models.district import District
from directory.search.service import SearchResult
from directory.taxonomy.kinds import Kind

Removable = tuple[str, str]


def address_of(asked: Asked, *, endpoint: str = "public.search", **changed: object) -> str:
    """The address of the same search, with some values changed."""
    query = urlencode(asked.pairs(**changed))
    return url_for(endpoint) + (f"?{query}" if query else "")


def title_of(asked: Asked, result: SearchResult, removable: Sequence[Removable]) -> str:
    """The whole search as a heading: 「体操」・水曜・午前 12か所."""
    said = [_("「%(words)s」", words=asked.words)] if asked.words else []
    said += [words for words, _address in removable]
    count = ngettext("%(num)sか所", "%(num)sか所", result.total)
    return f"{'・'.join(said)} {count}" if said else _("すべての場所 %(count)s", count=count)


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

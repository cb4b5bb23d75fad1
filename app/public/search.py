"""A resident looks for a place: by words, kind, district, time, entrance, or near somewhere."""

from collections.abc import Mapping

from flask import render_template, request
from flask.typing import ResponseReturnValue
from wtforms import Form, SelectField, SelectMultipleField

from app import requests
from app.access import public as open_to_all
from app.forms.choices import choices_of
from app.public import wording
from app.public.blueprint import public
from app.public.cards import ListingCard, cards_of
from app.public.condition_words import Speaker
from app.public.finding import find_and_count
from app.public.maps import CREDIT, map_of, pin_of
from app.public.search_form import FACTS, PARTS, RADII, Asked, read_search
from app.public.search_help import help_of
from app.public.search_words import address_of, removable_filters, removable_wishes, title_of
from app.rendering.words import gettext as _
from app.rendering.words import lazy, ngettext
from core.facts import Fact
from directory.districts import districts_by_code
from directory.geography.points import GeoPoint
from directory.models.district import District
from directory.search.criteria import Sort
from directory.search.guided import OPEN_NOW, TODAY
from directory.search.service import SearchResult
from directory.taxonomy.kinds import Kind, kinds_by_code

SORTS = {
    Sort.NEXT_SESSION: lazy("次の回が近い順"),
    Sort.NEAREST: lazy("近い順"),
    Sort.RELEVANCE: lazy("ことばに合う順"),
}


class FilterForm(Form):
    """The filters beside the results; they go into the address."""

    weekday = SelectMultipleField(lazy("曜日"))
    part = SelectMultipleField(lazy("時間"))
    near = SelectField(lazy("どのあたりから"))
    radius = SelectField(lazy("どこまで"))
    kind = SelectMultipleField(lazy("種類"))
    district = SelectMultipleField(lazy("地区"))
    fact = SelectMultipleField(lazy("こんなところ"))
    sort = SelectField(lazy("ならべかた"))


@public.get("/search", endpoint="search")
@open_to_all
def show_search() -> ResponseReturnValue:
    """Show a page of results, with filters, counts and a map."""
    return _answer("public/search.html")


@public.get("/search/print", endpoint="search_print")
@open_to_all
def print_search() -> ResponseReturnValue:
    """Show the same results for paper, in large letters."""
    return _answer("public/search_print.html")


def _answer(template: str) -> ResponseReturnValue:
    kinds, districts = requests.peek(kinds_by_code), requests.peek(districts_by_code)
    asked = read_search(request.args, kinds, districts)
    removable = removable_filters(asked, kinds, districts)
    result = find_and_count(asked.criteria(districts))
    speaker = Speaker(kinds, districts)
    said = speaker.sentence(result.reading.conditions, result.reading.rest)
    cards = cards_of(result, speaker)
    return render_template(
        template,
        asked=asked,
        result=result,
        cards=cards,
        title_words=title_of(said, removable, result.total),
        wishes=removable_wishes(asked, result.reading, speaker),
        removable=removable,
        form=_form(asked, result, districts),
        notes=_notes(result),
        disabled=_disabled(result, asked),
        page_address=lambda number: address_of(asked, page=number),
        print_address=address_of(asked, endpoint="public.search_print"),
        help=help_of(asked, result, speaker),
        today=TODAY,
        now=OPEN_NOW,
        alert_address=address_of(asked, endpoint="public.new_alert", page=None, sort=None) if said or removable else "",
        sort_words=SORTS[result.criteria.sort],
        **_map(result, cards),
    )


def _map(result: SearchResult, cards: list[ListingCard]) -> dict[str, object]:
    centre = result.criteria.near
    pins = [pin_of(card.number, found.listing) for card, found in zip(cards, result.hits, strict=True)]
    origin = GeoPoint(centre.latitude, centre.longitude) if centre else None
    return {"map_svg": map_of(pins, origin=origin), "map_credit": _(CREDIT)}


def _form(asked: Asked, result: SearchResult, districts: Mapping[str, District]) -> FilterForm:
    form = FilterForm(
        weekday=[str(day) for day in asked.weekdays],
        part=list(asked.parts),
        near=asked.near,
        radius=str(asked.radius),
        kind=list(asked.kinds),
        district=list(asked.districts),
        fact=list(asked.facts),
        sort=str(result.criteria.sort),
    )
    form.weekday.choices = choices_of((str(day), wording.weekday_name(day)) for day in range(7))
    form.part.choices = choices_of((part.name, _(wording.PARTS[part])) for part in PARTS)
    form.near.choices = choices_of(
        [("", _("どこでも")), *((d.code, _("%(name)s地区", name=d.name)) for d in districts.values())]
    )
    form.radius.choices = choices_of((str(km), _("%(km)skmまで", km=km)) for km in RADII)
    form.kind.choices = choices_of((code, wording.kind_name(kind)) for code, kind in _offered(result, asked))
    form.district.choices = choices_of((one.code, one.name) for one in _districts_offered(result, asked, districts))
    form.fact.choices = choices_of((key, wording.fact_words(key, Fact.YES)) for key in FACTS)
    form.sort.choices = choices_of(
        (str(sort), words) for sort, words in SORTS.items() if asked.near or sort is not Sort.NEAREST
    )
    return form


def _districts_offered(result: SearchResult, asked: Asked, districts: Mapping[str, District]) -> list[District]:
    """The districts with a result here, and what was asked for."""
    return [one for one in districts.values() if result.facets.districts.get(one.code) or one.code in asked.districts]


def _offered(result: SearchResult, asked: Asked) -> list[tuple[str, Kind]]:
    """The kinds that residents are offered: those shown by default, and what was asked for."""
    return [(code, kind) for code, kind in result.kinds.items() if kind.is_shown_by_default or code in asked.kinds]


def _notes(result: SearchResult) -> dict[str, dict[str, str]]:
    """How many results each choice would give."""
    facets = result.facets
    return {
        "kind": {code: _places(count) for code, count in facets.kinds.items()},
        "district": {code: _places(count) for code, count in facets.districts.items()},
        "weekday": {str(day): _places(count) for day, count in facets.weekdays.items()},
        "part": {part.name: _places(count) for part, count in facets.parts.items()},
        "fact": {key: _places(counts.yes) for key, counts in facets.facts.items()},
    }


def _places(count: int) -> str:
    return ngettext("%(num)sか所", "%(num)sか所", count)


def _disabled(result: SearchResult, asked: Asked) -> dict[str, str]:
    """The kinds without any result here, with the reason in words."""
    counts = result.facets.kinds
    empty = [code for code, _kind in _offered(result, asked) if not counts.get(code) and code not in asked.kinds]
    return dict.fromkeys(empty, _("この条件ではありません"))

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
from app.public.cards import cards_of
from app.public.finding import find
from app.public.maps import CREDIT, map_of, pin_of
from app.public.search_form import FACTS, PARTS, RADII, Asked, read_search
from app.public.search_words import address_of, removable_filters, title_of
from app.rendering.words import gettext as _
from app.rendering.words import lazy, ngettext
from core.facts import Fact
from directory.districts import districts_by_code
from directory.geography.points import GeoPoint
from directory.models.district import District
from directory.search.criteria import Sort
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
    session = requests.session()
    kinds, districts = kinds_by_code(session), districts_by_code(session)
    asked = read_search(request.args, kinds, districts)
    removable = removable_filters(asked, kinds, districts)
    result = find(asked.criteria(districts))
    centre = result.criteria.near
    pins = [pin_of(card.number, found.listing) for card, found in zip(cards_of(result), result.hits, strict=True)]
    return render_template(
        template,
        asked=asked,
        result=result,
        cards=cards_of(result),
        title_words=title_of(asked, result, removable),
        removable=removable,
        form=_form(asked, result, districts),
        notes=_notes(result),
        disabled=_disabled(result, asked),
        map_svg=map_of(pins, origin=GeoPoint(centre.latitude, centre.longitude) if centre else None),
        map_credit=_(CREDIT),
        page_address=lambda number: address_of(asked, page=number),
        print_address=address_of(asked, endpoint="public.search_print"),
        similar=result.similar,
        sort_words=SORTS[result.criteria.sort],
    )


def _form(asked: Asked, result: SearchResult, districts: Mapping[str, District]) -> FilterForm:
    form = FilterForm(
        weekday=[str(day) for day in asked.weekdays],
        part=list(asked.parts),
        near=asked.near,
        radius=str(asked.radius),
        kind=list(asked.kinds),
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
    form.fact.choices = choices_of((key, wording.fact_words(key, Fact.YES)) for key in FACTS)
    form.sort.choices = choices_of(
        (str(sort), words) for sort, words in SORTS.items() if asked.near or sort is not Sort.NEAREST
    )
    return form


def _offered(result: SearchResult, asked: Asked) -> list[tuple[str, Kind]]:
    """The kinds that residents are offered: those shown by default, and what was asked for."""
    return [(code, kind) for code, kind in result.kinds.items() if kind.is_shown_by_default or code in asked.kinds]


def _notes(result: SearchResult) -> dict[str, dict[str, str]]:
    """How many results each choice would give."""
    facets = result.facets
    return {
        "kind": {code: _places(count) for code, count in facets.kinds.items()},
        "weekday": {str(day): str(count) for day, count in facets.weekdays.items()},
        "part": {part.name: str(count) for part, count in facets.parts.items()},
        "fact": {key: _places(counts.yes) for key, counts in facets.facts.items()},
    }


def _places(count: int) -> str:
    return ngettext("%(num)sか所", "%(num)sか所", count)


def _disabled(result: SearchResult, asked: Asked) -> dict[str, str]:
    """The kinds without any result here, with the reason in words."""
    counts = result.facets.kinds
    empty = [code for code, _kind in _offered(result, asked) if not counts.get(code) and code not in asked.kinds]
    return dict.fromkeys(empty, _("この条件ではありません"))

"""The resident's first page: one question, six ways in, and where one can go today and tomorrow."""

from dataclasses import dataclass
from datetime import timedelta

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from app.access import public as open_to_all
from app.public import wording
from app.public.blueprint import public
from app.public.finding import find
from core import clock
from core.words import word
from directory.search.criteria import SearchCriteria, Sort
from directory.search.guided import OPEN_NOW, TODAY
from directory.search.service import FoundListing

SOON_SHOWN = 6
SOON_LOOKED_AT = 80
NOT_A_PLACE_TO_GO = frozenset({"soudan", "kotsu", "haishoku", "community_hall", "welfare_facility"})
"""Kinds that are open every working day, or that come to the door: they would crowd out what takes place today."""
WAYS = (
    (word("体を動かしたい"), "exercise", word("体操、散歩、スポーツ"), {"kind": ("hyakusai_taiso", "kayoinoba")}),
    (
        word("話したい・食べたい"),
        "cup",
        word("サロン、カフェ、食堂"),
        {"kind": ("kayoinoba", "ninchisho_cafe", "kodomo_shokudo")},
    ),
    (word("子どもといっしょに"), "child", word("ひろば、こども食堂"), {"kind": ("kosodate_kyoten", "kodomo_shokudo")}),
    (
        word("買い物・送り迎え"),
        "cart",
        word("移動販売、配食、乗合タクシー"),
        {"kind": ("kaimono", "mobile_shop", "haishoku", "kotsu")},
    ),
    (
        word("手伝いたい・働きたい"),
        "hands",
        word("ボランティア、就労体験"),
        {"kind": ("volunteer_work", "chiiki_katsudo")},
    ),
    (word("相談したい"), "talk", word("どこに聞けばよいか分からないときも"), {"kind": ("soudan",)}),
)
"""Six ways in: words, drawing, examples, and the search that it leads to."""


@dataclass(frozen=True)
class Soon:
    """A session of today or tomorrow, in words."""

    name: str
    href: str
    kind: str
    district: str
    when: str


@public.get("/", endpoint="home")
@open_to_all
def show_home() -> ResponseReturnValue:
    """Ask what is looked for, and show where one can go soon."""
    ways = [(text, icon, note, url_for("public.search", **query)) for text, icon, note, query in WAYS]
    return render_template("public/home.html", ways=ways, soon=list_soon(), today=TODAY, now=OPEN_NOW)


def list_soon() -> list[Soon]:
    """What takes place today or tomorrow, the next first."""
    criteria = SearchCriteria(sort=Sort.NEXT_SESSION, per_page=SOON_LOOKED_AT)
    result = find(criteria)
    last = clock.today() + timedelta(days=1)
    near = [hit for hit in result.hits if hit.next_session is not None and hit.next_session.on <= last]
    near = [hit for hit in near if hit.listing.kind not in NOT_A_PLACE_TO_GO]
    return [_soon(hit, wording.kind_name(result.kinds.get(hit.listing.kind))) for hit in near[:SOON_SHOWN]]


def _soon(hit: FoundListing, kind: str) -> Soon:
    return Soon(
        name=hit.listing.name,
        href=url_for("public.listing", service_id=hit.listing.id),
        kind=kind,
        district=hit.listing.district_name,
        when=wording.session_words(hit.next_session),
    )

"""The open data: a page that says what there is, under which licence and from which day, and the files themselves."""

import gzip
import hashlib
from dataclasses import dataclass

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app import requests
from app.access import public as open_to_all
from app.public.blueprint import public
from app.rendering.words import gettext as _
from app.settings import Settings
from core.access import HIDDEN
from core.errors import NotFoundError
from directory import listings
from directory.exchange.published.feeds import changes, sitemap
from directory.exchange.published.files import FILES, Edition, edition, replaced_in
from directory.exchange.published.sheets import SHEETS, PublishedSheet

MINUTES_KEPT = 5
WORTH_PACKING = 1024
_KEY = "00000000-0000-0000-0000-000000000000"
_TEXTS = ("text/", "application/json", "application/geo+json", "application/atom+xml", "application/xml")


@dataclass(frozen=True)
class SheetLine:
    """One sheet on the page: what it is called, how many rows it has, its columns, and how it can be had."""

    title: str
    rows: int
    headers: tuple[str, ...]
    csv: str
    cp932: str
    xlsx: str
    replaced: int
    replaced_address: str


@public.get("/data", endpoint="open_data")
@open_to_all
def show_open_data() -> ResponseReturnValue:
    """Say what the open data is, and how it can be had."""
    now = _edition()
    newest = max((one.listing.updated_at for one in now.entries), default=None)
    return render_template(
        "public/open_data.html",
        sheets=[_line(sheet, now) for sheet in SHEETS.values()],
        count=len(now.entries),
        newest=newest,
        settings=_settings(),
        search_form=_snippet("public/search_snippet.html"),
        search_frame=_snippet("public/frame_snippet.html") if _settings().embed_hosts else "",
    )


@public.get("/data/<name>", endpoint="open_data_file")
@open_to_all
def open_data_file(name: str) -> ResponseReturnValue:
    """Give one file of the open data."""
    if name not in FILES:
        raise NotFoundError(HIDDEN)
    file = FILES[name]
    answer = _answer(file.make(_edition()), file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{file.name_of(requests.municipality().code)}"'
    return answer


@public.get("/feed.atom", endpoint="changes")
@open_to_all
def show_changes() -> ResponseReturnValue:
    """Give what changed last, for readers of feeds."""
    town = requests.municipality()
    content = changes(
        listings.all_public(requests.session()),
        title=_("%(town)sの居場所と相談：新しい情報", town=town.name),
        publisher=town.name,
        feed=url_for("public.changes", _external=True),
        site=url_for("public.home", _external=True),
        page=_page_address(),
        licence=_settings().data_licence,
    )
    return _answer(content, "application/atom+xml; charset=utf-8")


@public.get("/sitemap.xml", endpoint="sitemap")
@open_to_all
def show_sitemap() -> ResponseReturnValue:
    """Give the addresses that search engines may know."""
    pages = [url_for(name, _external=True) for name in ("public.home", "public.search", "public.open_data")]
    found = sitemap(pages, listings.all_public(requests.session()), page=_page_address())
    return _answer(found, "application/xml; charset=utf-8")


@public.get("/robots.txt", endpoint="robots")
@open_to_all
def show_robots() -> ResponseReturnValue:
    """Say what search engines need not read: the doors of hosts and workers, and the ways in which pages look."""
    lines = ["User-agent: *", "Disallow: /host/", "Disallow: /staff/", "Disallow: /sign-in", "Disallow: /display"]
    lines.append(f"Sitemap: {url_for('public.sitemap', _external=True)}")
    return _answer("\n".join(lines).encode() + b"\n", "text/plain; charset=utf-8")


@public.get("/embed/search", endpoint="search_frame")
@open_to_all
def show_search_frame() -> ResponseReturnValue:
    """Give the search box as a page for a frame on the sites that the settings name, and on no other."""
    hosts = _settings().embed_hosts
    if not hosts:
        raise NotFoundError(HIDDEN)
    answer = Response(render_template("public/search_frame.html"))
    answer.headers["Content-Security-Policy"] = frame_policy(hosts)
    return answer


def frame_policy(hosts: str) -> str:
    """The content policy of the page that other sites may show in a frame: only these origins may."""
    return (
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; "
        f"frame-ancestors {' '.join(hosts.replace(',', ' ').split())}"
    )


def _line(sheet: PublishedSheet, now: Edition) -> SheetLine:
    def address(ending: str) -> str:
        return url_for("public.open_data_file", name=sheet.code + ending)

    return SheetLine(
        title=_(sheet.title),
        rows=sum(sheet.takes(one.listing.kind) for one in now.entries),
        headers=sheet.headers,
        csv=address(".csv"),
        cp932=address("_cp932.csv"),
        xlsx=address(".xlsx"),
        replaced=len(replaced_in(sheet, now)),
        replaced_address=address("_cp932_replaced.csv"),
    )


def _edition() -> Edition:
    return edition(requests.session(), requests.municipality(), address=_page_address())


def _page_address() -> str:
    return url_for("public.listing", service_id=_KEY, _external=True).replace(_KEY, "{id}")


def _snippet(template: str) -> str:
    return render_template(template).strip()


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _answer(content: bytes, media_type: str) -> Response:
    """A file that any page may read, with a mark of its content, packed for whoever can unpack it."""
    answer = Response(content, content_type=media_type)
    answer.set_etag(hashlib.sha256(content).hexdigest()[:32])
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cache-Control"] = f"public, max-age={MINUTES_KEPT * 60}"
    answer.make_conditional(request)
    if answer.status_code == 200 and _may_be_packed(answer):  # noqa: PLR2004 - the whole content goes out
        answer.set_data(gzip.compress(content, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers.add("Vary", "Accept-Encoding")
    return answer


def _may_be_packed(answer: Response) -> bool:
    is_text = (answer.content_type or "").startswith(_TEXTS)
    return is_text and request.accept_encodings.quality("gzip") > 0 and len(answer.get_data()) > WORTH_PACKING

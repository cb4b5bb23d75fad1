"""How does the web learn what is new? An Atom feed of changes (RFC 4287) and a map of the site's pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Final
from xml.etree import ElementTree as ET

from core import clock
from directory.public_listing import PublicListing

SHOWN: Final = 50
_ATOM: Final = "http://www.w3.org/2005/Atom"
_SITEMAP: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HEAD: Final = b'<?xml version="1.0" encoding="UTF-8"?>\n'


def changes(
    listings: Iterable[PublicListing], *, title: str, publisher: str, feed: str, site: str, page: str, licence: str
) -> bytes:
    """The listings that changed last, the newest first; `page` is the address of one, with {id} for its id."""
    newest = sorted(listings, key=lambda one: (one.updated_at, one.id), reverse=True)[:SHOWN]
    root = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": "ja"})
    for name, text in (("title", title), ("id", feed), ("updated", _moment(newest))):
        ET.SubElement(root, name).text = text
    ET.SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": feed})
    ET.SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": site})
    ET.SubElement(ET.SubElement(root, "author"), "name").text = publisher
    ET.SubElement(root, "rights").text = licence
    for listing in newest:
        root.append(_entry(listing, page))
    return _whole(root)


def sitemap(pages: Iterable[str], listings: Iterable[PublicListing], *, page: str) -> bytes:
    """Every page that a search engine may know, with the day of the last change of each listing."""
    root = ET.Element("urlset", {"xmlns": _SITEMAP})
    for address in pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = address
    for listing in listings:
        one = ET.SubElement(root, "url")
        ET.SubElement(one, "loc").text = page.format(id=listing.id)
        ET.SubElement(one, "lastmod").text = _stamp(listing.updated_at)
    return _whole(root)


def _whole(root: ET.Element) -> bytes:
    content: bytes = ET.tostring(root, encoding="utf-8")
    return _HEAD + content


def _entry(listing: PublicListing, page: str) -> ET.Element:
    entry = ET.Element("entry")
    words = {
        "id": f"urn:uuid:{listing.id}",
        "title": _plain(listing.name),
        "published": _stamp(listing.created_at),
        "updated": _stamp(listing.updated_at),
        "summary": _plain(" ".join(filter(None, (_when(listing), listing.description)))),
    }
    for name, text in words.items():
        ET.SubElement(entry, name).text = text
    ET.SubElement(entry, "link", {"rel": "alternate", "href": page.format(id=listing.id)})
    ET.SubElement(entry, "category", {"term": listing.kind})
    return entry


def _when(listing: PublicListing) -> str:
    return listing.timetable_words() if listing.timetable else ""


def _moment(newest: list[PublicListing]) -> str:
    return _stamp(newest[0].updated_at if newest else clock.now())


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _plain(text: str) -> str:
    """The text without the characters that XML cannot hold."""
    return "".join(one for one in text if one in "\t\n\r" or (one >= " " and one not in "\ufffe\uffff"))

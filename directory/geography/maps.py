"""A map made on the server: SVG that needs no script, no tiles and no network, and prints.

The list beside it is the interface; the numbers here are the numbers there.
"""

from collections.abc import Sequence
from html import escape
from itertools import chain
from typing import Final

from directory.geography.map_drawing import caption, draw_panel, note
from directory.geography.map_frames import Box, Extent, Panel, extent_of, panel_for
from directory.geography.map_pins import RADIUS, crowded_extent
from directory.geography.map_subject import Fit, MapPin, MapSubject, MapWords
from directory.geography.nearest import nearest
from directory.geography.points import GeoPoint
from directory.geography.svg import FONTS, element, number

WIDTH: Final = 360.0
_PADDING: Final = 14.0
_GAP: Final = 4.0
_CAPTION: Final = 22.0
_NOTE: Final = 20.0
_CLOSEST: Final = 3_000.0
_BESIDE_TOWN: Final = 15_000.0
_ZOOM_WORTH: Final = 1.5
_MAIN_HEIGHTS: Final = (200.0, 380.0)
_INSET_HEIGHTS: Final = (150.0, 280.0)


def draw_map(
    subject: MapSubject,
    pins: Sequence[MapPin],
    *,
    words: MapWords | None = None,
    fit: Fit = Fit.TOWN,
    map_id: str = "map",
) -> str:
    """Draw the map as one SVG element, or nothing where there is no ground and no pin.

    The same input gives the same text; map_id keeps the ids of two maps on one page apart.
    """
    said = words or MapWords()
    extent = _extent(subject, pins, fit)
    if extent is None:
        return ""
    inside = [pin for pin in pins if extent.holds(pin.point)]
    main = panel_for(extent, 0.0, WIDTH, _MAIN_HEIGHTS, _PADDING)
    inset = _inset(main, inside)
    parts = _panels(subject, inside, main, inset, said)
    notes = _notes(pins, inside, said)
    bottom = (inset or main).box.bottom + _GAP
    parts.extend(note(line, bottom + _NOTE * (at + 0.5)) for at, line in enumerate(notes))
    return _document(parts, bottom + _NOTE * len(notes), said, map_id)


def _extent(subject: MapSubject, pins: Sequence[MapPin], fit: Fit) -> Extent | None:
    points = [pin.point for pin in pins] + ([subject.origin] if subject.origin else [])
    town = extent_of(chain.from_iterable(subject.outline))
    if town is None or (fit is Fit.PINS and points):
        close = extent_of(points and [*points, *_known_near(subject, points)])
        return close and close.grown(max(close.size) * 0.08).at_least(_CLOSEST)
    around = town.grown(_BESIDE_TOWN)
    corners = [GeoPoint(town.south, town.west), GeoPoint(town.north, town.east)]
    return extent_of([*corners, *(point for point in points if around.holds(point))])


def _known_near(subject: MapSubject, points: Sequence[GeoPoint]) -> list[GeoPoint]:
    """Return the two named places nearest to the first point: a close view must show something that people know."""
    known = [one.point for one in subject.landmarks] + [one.point for one in subject.districts]
    return [known[index] for index, _ in nearest(points[0], known, 2)]


def _inset(main: Panel, pins: Sequence[MapPin]) -> Panel | None:
    crowded = crowded_extent(main, pins)
    if crowded is None:
        return None
    top = main.box.bottom + _GAP + _CAPTION
    panel = panel_for(crowded, top, WIDTH, _INSET_HEIGHTS, _PADDING + RADIUS)
    return panel if panel.pixels_a_metre > _ZOOM_WORTH * main.pixels_a_metre else None


def _panels(subject: MapSubject, pins: Sequence[MapPin], main: Panel, inset: Panel | None, said: MapWords) -> list[str]:
    if inset is None:
        return draw_panel(subject, pins, main, None, said)
    enlarged = [pin for pin in pins if inset.shows(pin.point)]
    others = [pin for pin in pins if not inset.shows(pin.point)]
    return [
        *draw_panel(subject, others, main, _frame(main, inset), said),
        caption(said.inset, main.box.bottom + _GAP + _CAPTION / 2),
        *draw_panel(subject, enlarged, inset, None, said),
    ]


def _frame(main: Panel, inset: Panel) -> Box:
    """Return where on the main panel the inset's ground lies."""
    x, y = main.place(inset.centre)
    ratio = main.pixels_a_metre / inset.pixels_a_metre
    return Box.around(x, y, inset.box.width * ratio, inset.box.height * ratio).cut_to(main.box)


def _notes(pins: Sequence[MapPin], inside: Sequence[MapPin], said: MapWords) -> list[str]:
    lines = [said.approximate] if any(pin.is_approximate for pin in inside) else []
    outside = [str(pin.number) for pin in pins if pin not in inside]
    return [*lines, said.outside + "・".join(outside)] if outside else lines


def _document(parts: Sequence[str], height: float, said: MapWords, map_id: str) -> str:
    head = (
        element("title", [escape(said.title)], id=f"{map_id}-title"),
        element("desc", [escape(said.description)], id=f"{map_id}-desc"),
    )
    return element(
        "svg",
        [*head, *parts],
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(WIDTH)} {number(height)}",
        class_="map",
        role="img",
        aria_labelledby=f"{map_id}-title {map_id}-desc",
        font_family=FONTS,
    )

"""The pieces of a map's panel, from the ground up: land, names, frame, pins.

Colours stand as presentation attributes: a map is whole without a style sheet, and any style sheet may change it.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from directory.geography.map_frames import Box, Panel, scale_length
from directory.geography.map_labels import Label, placed
from directory.geography.map_pins import FONT_SIZE, RADIUS, ROW_HEIGHT, Plate, plates
from directory.geography.map_shapes import land_path
from directory.geography.map_subject import MapPin, MapSubject, MapWords
from directory.geography.municipalities import Ring
from directory.geography.points import GeoPoint
from directory.geography.svg import element, text, text_width

_LABEL: Final = 12.0
_SCALE_WIDTH: Final = 80.0
_KILOMETRE: Final = 1000
_INK: Final = "#1a1a1c"
_GREY: Final = "#4d4d4d"
_BLUE: Final = "#0017c1"
_WATER_INK: Final = "#00428c"
_RED: Final = "#a30000"
_WHITE: Final = "#ffffff"
_WATER: Final = "#d9e6ff"
_AROUND: Final = "#ececec"
_LAND: Final = "#fdfcf0"
_BORDER: Final = "#767676"
_DISTRICT_BORDER: Final = "#c4c4b4"
_KINDS: Final = {
    "district": {"fill": _GREY},
    "landmark": {"fill": _INK, "font_weight": "bold"},
    "neighbour": {"fill": _GREY, "font_style": "italic"},
    "water": {"fill": _WATER_INK, "font_style": "italic"},
    "origin": {"fill": _RED, "font_weight": "bold"},
    "frame": {"fill": _RED, "font_weight": "bold"},
}


def draw_panel(
    subject: MapSubject, pins: Sequence[MapPin], panel: Panel, frame: Box | None, said: MapWords
) -> list[str]:
    """Draw one panel; inside the frame, which an inset shows larger, nothing but the ground is drawn."""
    scale, scale_box = _scale(panel, said)
    taken = [scale_box, *([frame] if frame else []), *_origin_box(subject, panel, frame)]
    standing = plates(panel, pins, taken)
    taken.extend(plate.box for plate in standing)
    taken.extend(_mark_box(panel, point) for point in _marks(subject, panel, frame))
    labels = placed(_labels(subject, panel, frame, said), taken, panel.box.grown(-2))
    return [
        *_ground(subject, panel),
        scale,
        *(_square(panel, point) for point in _marks(subject, panel, frame)),
        *(_label(one) for one in labels),
        *_framed(frame),
        *chain.from_iterable(_leader(plate) for plate in standing),
        *_origin(subject, panel, frame),
        *chain.from_iterable(_plate(plate) for plate in standing),
        _rectangle(panel.box, class_="map-edge", fill="none", stroke=_BORDER),
    ]


def caption(words: str, y: float) -> str:
    """Write the line above an inset."""
    return text(words, 2.0, y, 13.0, class_="map-caption", fill=_RED, font_weight="bold", text_anchor="start")


def note(words: str, y: float) -> str:
    """Write a line below the map."""
    return text(words, 2.0, y, 13.0, class_="map-note", fill=_INK, text_anchor="start")


def _ground(subject: MapSubject, panel: Panel) -> list[str]:
    return [
        _rectangle(panel.box, class_="map-around", fill=_AROUND),
        _area(panel, subject.sea, class_="map-sea", fill=_WATER),
        _area(panel, subject.outline, class_="map-land", fill=_LAND, stroke=_BORDER, stroke_width=1.2),
        *(
            _area(panel, rings, class_="map-district-outline", fill="none", stroke=_DISTRICT_BORDER)
            for rings in subject.district_outlines
        ),
    ]


def _area(panel: Panel, rings: tuple[Ring, ...], **attributes: object) -> str:
    path = land_path(panel, rings)
    return element("path", d=path, stroke_linejoin="round", **attributes) if path else ""


def _labels(subject: MapSubject, panel: Panel, frame: Box | None, said: MapWords) -> list[Label]:
    """List the names in their order of importance; those inside the frame are left to the inset."""
    labels = []
    if frame:
        labels.append(_frame_label(said.framed, frame))
    if subject.origin and _is_drawn(panel, frame, subject.origin):
        labels.append(Label(said.origin, *panel.place(subject.origin), 13.0, "origin", RADIUS))
    named = [("landmark", one.name, one.point, 5.0) for one in subject.landmarks]
    named.extend(("district", one.name, one.point, 0.0) for one in subject.districts)
    named.extend(("water", one.name, one.point, 0.0) for one in subject.waters)
    named.extend(("neighbour", one.name, one.point, 0.0) for one in subject.neighbours)
    labels.extend(
        Label(name, *panel.place(point), _LABEL, kind, clearance)
        for kind, name, point, clearance in named
        if _is_drawn(panel, frame, point)
    )
    return labels


def _frame_label(words: str, frame: Box) -> Label:
    middle = (frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2
    return Label(words, *middle, _LABEL, "frame", max(frame.width, frame.height) / 2)


def _is_drawn(panel: Panel, frame: Box | None, point: GeoPoint) -> bool:
    x, y = panel.place(point)
    return panel.shows(point) and not (frame and frame.holds(Box(x, y, x, y)))


def _label(label: Label) -> str:
    halo = {"stroke": _WHITE, "stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke"}
    style = _KINDS[label.kind]
    return text(label.words, label.x, label.y, label.size, class_=f"map-{label.kind}", **style, **halo)


def _marks(subject: MapSubject, panel: Panel, frame: Box | None) -> list[GeoPoint]:
    return [one.point for one in subject.landmarks if _is_drawn(panel, frame, one.point)]


def _mark_box(panel: Panel, point: GeoPoint) -> Box:
    return Box.around(*panel.place(point), 8.0, 8.0)


def _square(panel: Panel, point: GeoPoint) -> str:
    return _rectangle(_mark_box(panel, point), class_="map-mark", fill=_INK, stroke=_WHITE)


def _origin(subject: MapSubject, panel: Panel, frame: Box | None) -> list[str]:
    if subject.origin is None or not _is_drawn(panel, frame, subject.origin):
        return []
    x, y = panel.place(subject.origin)
    rings = [(8.0, _WHITE, _RED, 3), (2.5, _RED, None, None)]
    return [
        element("circle", class_="map-origin", cx=x, cy=y, r=radius, fill=fill, stroke=stroke, stroke_width=width)
        for radius, fill, stroke, width in rings
    ]


def _origin_box(subject: MapSubject, panel: Panel, frame: Box | None) -> list[Box]:
    if subject.origin is None or not _is_drawn(panel, frame, subject.origin):
        return []
    return [Box.around(*panel.place(subject.origin), 20.0, 20.0)]


def _framed(frame: Box | None) -> list[str]:
    if frame is None:
        return []
    return [_rectangle(frame, class_="map-frame", fill=_RED, fill_opacity="0.08", stroke=_RED, stroke_width=2)]


def _leader(plate: Plate) -> list[str]:
    if not plate.is_moved and plate.is_single:
        return []
    x, y = plate.spot
    return [
        element("line", class_="map-leader", x1=x, y1=y, x2=plate.x, y2=plate.y, stroke=_BLUE, stroke_width=1.5),
        element("circle", class_="map-spot", cx=x, cy=y, r=2.5, fill=_BLUE),
    ]


def _plate(plate: Plate) -> list[str]:
    ink = _BLUE if plate.is_approximate else _WHITE
    style = _style(plate)
    if plate.is_single:
        shape = element("circle", cx=plate.x, cy=plate.y, r=RADIUS, **style)
    else:
        shape = _rectangle(plate.box, rx=RADIUS, **style)
    top = plate.y - ROW_HEIGHT * (len(plate.rows) - 1) / 2
    rows = [
        text(row, plate.x, top + ROW_HEIGHT * at, FONT_SIZE, class_="map-number", fill=ink, font_weight="bold")
        for at, row in enumerate(plate.rows)
    ]
    return [shape, *rows]


def _style(plate: Plate) -> dict[str, object]:
    if plate.is_approximate:
        dashed = {"stroke": _BLUE, "stroke_width": 2, "stroke_dasharray": "3 2"}
        return {"class_": "map-pin map-pin-approximate", "fill": _WHITE, **dashed}
    return {"class_": "map-pin", "fill": _BLUE, "stroke": _WHITE, "stroke_width": 2}


def _scale(panel: Panel, said: MapWords) -> tuple[str, Box]:
    metres = scale_length(panel, _SCALE_WIDTH)
    length = panel.length(metres)
    words = f"{metres / _KILOMETRE:g}km" if metres >= _KILOMETRE else f"{metres:g}m"
    words = f"{words}（{said.north}）"
    left, base = panel.box.left + 8, panel.box.bottom - 8
    line = f"M{left} {base - 5:.1f}v5h{length:.1f}v-5"
    box = Box(left, base - 24, left + max(length, text_width(words, _LABEL)), base)
    drawn = [
        element("path", class_="map-scale", d=line, fill="none", stroke=_INK, stroke_width=1.5),
        text(words, left, base - 15, _LABEL, class_="map-scale-words", fill=_INK, text_anchor="start"),
    ]
    return "".join(drawn), box.grown(2)


def _rectangle(box: Box, **attributes: object) -> str:
    return element("rect", x=box.left, y=box.top, width=box.width, height=box.height, **attributes)

import re
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.geography import map_pins
from directory.geography.map_frames import Box
from directory.geography.map_subject import Fit, MapPin, MapSubject, MapWords, subject_of
from directory.geography.maps import WIDTH, draw_map
from directory.geography.municipalities import DistrictPoint, NamedPoint
from directory.geography.points import GeoPoint
from tests.directory.geography.test_municipalities import MASUDA

TOWN = subject_of(MASUDA)
CENTRE = GeoPoint(34.68, 131.84)
SVG = "{http://www.w3.org/2000/svg}"
INSIDE = st.builds(GeoPoint, st.floats(34.47, 34.80), st.floats(131.70, 132.15))
CROWDED = st.builds(GeoPoint, st.floats(34.66, 34.70), st.floats(131.81, 131.88))
PINS = st.lists(st.one_of(INSIDE, CROWDED), max_size=20).map(
    lambda points: [MapPin(at, point, at % 3 == 0) for at, point in enumerate(points, start=1)]
)


def parsed(drawn: str) -> ET.Element:
    return ET.fromstring(drawn)  # noqa: S314 - our own drawing


def texts(drawn: str, kind: str) -> list[str]:
    return [one.text or "" for one in parsed(drawn).iter(f"{SVG}text") if one.get("class") == kind]


def numbers(drawn: str) -> list[int]:
    return sorted(int(number) for words in texts(drawn, "map-number") for number in re.findall(r"\d+", words))


def plate_boxes(drawn: str) -> list[Box]:
    boxes = []
    for one in parsed(drawn).iter():
        if "map-pin" in (one.get("class") or "").split():
            if one.tag == f"{SVG}circle":
                boxes.append(Box.around(float(one.get("cx", "")), float(one.get("cy", "")), 22, 22))
            else:
                left, top = float(one.get("x", "")), float(one.get("y", ""))
                boxes.append(Box(left, top, left + float(one.get("width", "")), top + float(one.get("height", ""))))
    return boxes


def hidden_pairs(drawn: str) -> list[tuple[Box, Box]]:
    return [pair for pair in combinations(plate_boxes(drawn), 2) if pair[0].grown(-0.3).overlaps(pair[1])]


class TestNumbers:
    @given(PINS, st.sampled_from(Fit))
    def test_every_number_of_the_list_stands_on_the_map_once(self, pins: list[MapPin], fit: Fit) -> None:
        drawn = draw_map(TOWN, pins, fit=fit)
        assert numbers(drawn) == [pin.number for pin in pins]

    @given(PINS, st.sampled_from(Fit))
    def test_no_number_hides_another_or_leaves_the_map(self, pins: list[MapPin], fit: Fit) -> None:
        drawn = draw_map(TOWN, pins, fit=fit)
        height = float(parsed(drawn).get("viewBox", "").split()[3])
        assert not hidden_pairs(drawn)
        assert all(Box(0, 0, WIDTH, height).holds(box) for box in plate_boxes(drawn))

    @given(PINS)
    def test_every_word_is_at_least_twelve_pixels_high_on_a_phone(self, pins: list[MapPin]) -> None:
        sizes = [float(one.get("font-size", "0")) for one in parsed(draw_map(TOWN, pins)).iter(f"{SVG}text")]
        assert min(sizes) >= 12

    def test_the_numbers_of_one_hall_share_a_plate(self) -> None:
        drawn = draw_map(TOWN, [MapPin(number, CENTRE) for number in range(1, 6)])
        assert texts(drawn, "map-number") == ["1・2・3", "4・5"]

    def test_a_very_full_hall_counts_the_rest(self) -> None:
        drawn = draw_map(TOWN, [MapPin(number, CENTRE) for number in range(1, 13)])
        assert texts(drawn, "map-number") == ["1・2・3", "4・5・6", "7・8・ほか4"]

    def test_a_place_far_outside_is_named_below_the_map(self) -> None:
        drawn = draw_map(TOWN, [MapPin(1, CENTRE), MapPin(2, GeoPoint(35.47, 133.05))])
        assert (numbers(drawn), texts(drawn, "map-note")) == ([1], ["この地図の外：2"])

    def test_a_position_of_which_nobody_is_sure_is_drawn_differently_and_explained(self) -> None:
        drawn = draw_map(TOWN, [MapPin(1, CENTRE, is_approximate=True)])
        assert 'class="map-pin map-pin-approximate"' in drawn
        assert texts(drawn, "map-note") == ["点線の番号は、位置が目安です"]


class TestInset:
    def test_a_crowded_centre_is_drawn_again_larger(self) -> None:
        crowd = [MapPin(at, GeoPoint(34.67 + 0.004 * (at % 4), 131.83 + 0.004 * at)) for at in range(1, 9)]
        drawn = draw_map(TOWN, [*crowd, MapPin(9, GeoPoint(34.58, 132.02))])
        assert texts(drawn, "map-caption") == ["赤い枠の中を大きくした図"]
        assert 'class="map-frame"' in drawn
        assert numbers(drawn) == list(range(1, 10))

    def test_pins_far_apart_need_none(self) -> None:
        drawn = draw_map(TOWN, [MapPin(at, one.point) for at, one in enumerate(MASUDA.districts[-3:], start=1)])
        assert "map-frame" not in drawn


class TestNames:
    def test_the_districts_and_the_sea_are_named(self) -> None:
        drawn = draw_map(TOWN, [])
        assert len(texts(drawn, "map-district")) >= 17
        assert texts(drawn, "map-water") == ["日本海"]
        assert texts(drawn, "map-landmark") == ["益田市役所"]

    def test_a_close_view_still_shows_a_name_that_people_know(self) -> None:
        drawn = draw_map(TOWN, [MapPin(1, GeoPoint(34.55, 132.04))], fit=Fit.PINS)
        assert "匹見上" in texts(drawn, "map-district")

    def test_where_one_asks_from_is_marked(self) -> None:
        drawn = draw_map(subject_of(MASUDA, origin=CENTRE), [MapPin(1, CENTRE)], fit=Fit.PINS)
        assert texts(drawn, "map-origin") == ["ここから"]


class TestMarkup:
    def test_it_is_one_picture_with_a_name_and_a_description(self) -> None:
        root = parsed(
            draw_map(TOWN, [], words=MapWords(title="地図：3件", description="一覧と同じ番号"), map_id="near")
        )
        assert (root.tag, root.get("role")) == (f"{SVG}svg", "img")
        assert root.get("aria-labelledby") == "near-title near-desc"
        assert {one.get("id"): one.text for one in root if one.get("id")} == {
            "near-title": "地図：3件",
            "near-desc": "一覧と同じ番号",
        }

    @given(PINS)
    def test_nothing_that_the_content_policy_forbids(self, pins: list[MapPin]) -> None:
        for one in parsed(draw_map(TOWN, pins)).iter():
            allowed = {"svg", "title", "desc", "path", "rect", "circle", "line", "text"}
            assert one.tag.removeprefix(SVG) in allowed
            assert not {name for name in one.attrib if name in {"style", "href", "src"} or name.startswith("on")}
            assert not any("url(" in value for value in one.attrib.values())

    def test_hostile_names_stay_words(self) -> None:
        evil = '<script>alert("1")</script>&'
        district = DistrictPoint("01", evil, "", "", "", CENTRE)
        subject = MapSubject(outline=MASUDA.outline, districts=(district,), waters=(NamedPoint(evil, "", CENTRE),))
        drawn = draw_map(subject, [], words=MapWords(title=evil, description=evil))
        assert "<script" not in drawn
        assert parsed(drawn)[0].text == evil

    def test_the_same_input_gives_the_same_text_without_long_tails(self) -> None:
        pins = [MapPin(at, one.point) for at, one in enumerate(MASUDA.districts, start=1)]
        drawn = draw_map(TOWN, pins)
        assert drawn == draw_map(TOWN, pins)
        assert not re.search(r"\d\.\d\d", drawn.replace("0.08", ""))
        assert len(drawn) < 25_000

    def test_without_ground_and_pins_there_is_no_map(self) -> None:
        assert draw_map(MapSubject(), []) == ""
        assert numbers(draw_map(MapSubject(), [MapPin(1, CENTRE)])) == [1]

    def test_outlines_of_districts_are_drawn_where_they_are_loaded(self) -> None:
        drawn = draw_map(MapSubject(outline=MASUDA.outline, district_outlines=(MASUDA.outline[:1],)), [])
        assert 'class="map-district-outline"' in drawn


@pytest.mark.control
def test_numbers_that_are_not_moved_apart_are_seen_to_hide_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    def unmoved(boxes: list[Box], kept_free: list[Box], paper: Box) -> list[tuple[float, float]]:
        return [((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in boxes]

    monkeypatch.setattr(map_pins, "moved_apart", unmoved)
    drawn = draw_map(TOWN, [MapPin(1, GeoPoint(34.60, 131.95)), MapPin(2, GeoPoint(34.605, 131.96))])
    assert hidden_pairs(drawn)

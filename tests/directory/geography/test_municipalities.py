import pytest

from directory.geography.districts import metres_outside
from directory.geography.municipalities import UnknownMunicipalityError, load_municipality, shipped_codes
from directory.geography.points import distance

MASUDA = load_municipality("322041")


def test_the_model_town_has_twenty_districts_in_five_areas() -> None:
    assert (MASUDA.name, MASUDA.name_kana, MASUDA.prefecture) == ("益田市", "ますだし", "島根県")
    assert [district.code for district in MASUDA.districts] == [f"{number:02}" for number in range(1, 21)]
    areas = [district.area for district in MASUDA.districts]
    assert {area: areas.count(area) for area in areas} == {"中部": 4, "東部": 4, "西部": 6, "美都": 3, "匹見": 3}
    assert all(district.name_kana and district.area_kana for district in MASUDA.districts)


def test_every_figure_is_rounded_to_a_hundredth_of_a_degree() -> None:
    points = [corner for ring in MASUDA.outline for corner in ring]
    points += [district.point for district in MASUDA.districts] + [MASUDA.city_hall.point]
    assert all(round(value, 2) == value for point in points for value in (point.lat, point.lng))


def test_every_district_lies_inside_the_outline_and_apart_from_the_others() -> None:
    for district in MASUDA.districts:
        assert metres_outside(district.point, MASUDA.outline) == 0
        others = [other.point for other in MASUDA.districts if other != district]
        assert min(distance(district.point, other) for other in others) > 900


def test_the_sources_are_credited_in_the_file() -> None:
    assert any("国土数値情報（行政区域データ）" in source and "加工して作成" in source for source in MASUDA.sources)
    assert any("Geolonia" in source and "CC BY 4.0" in source for source in MASUDA.sources)


@pytest.mark.parametrize("words", ["匹見上", "匹見上地区", "ひきみかみ", "18"])
def test_a_district_is_found_by_name_reading_or_code(words: str) -> None:
    found = MASUDA.district(words)
    assert found is not None
    assert found.name == "匹見上"
    assert MASUDA.district("なし") is None


def test_another_municipality_brings_its_own_shape() -> None:
    assert "322041" in shipped_codes()
    with pytest.raises(UnknownMunicipalityError):
        load_municipality("../322041")

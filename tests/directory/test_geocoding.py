import csv
from functools import cache

import pytest
from geopy.exc import GeocoderQueryError

from directory.geocoding import GazetteerGeocoder, NullAdapter
from directory.geography.gazetteer import Gazetteer, Position, Town, town_from
from directory.geography.points import GeoPoint
from directory.geography.positions import PositionLevel
from tests.fixtures.skips import SHARED

HALL = GeoPoint(34.68, 131.84)
INVENTED = Gazetteer(
    prefecture="島根県",
    municipality="見本町",
    centre=HALL,
    towns=(
        Town("朝日町", "あさひちょう", GeoPoint(34.60, 131.80), ("6990001",)),
        Town("大道一丁目", "おおみち", GeoPoint(34.61, 131.81), ("6990002",)),
        Town("大道二丁目", "おおみち", GeoPoint(34.63, 131.83), ("6990002",)),
    ),
)
INVENTED_TABLE = [
    ("島根県鹿足郡見本町朝日町1-2", "town", "朝日町"),
    ("朝日", "town", "朝日町"),
    ("朝日公民館", "town", "朝日町"),
    ("朝日新聞販売店", None, None),
    ("大道２の３", "block-less town", "大道二丁目"),
    ("おうみち", "area", "大道"),
    ("699-0002", "area", "大道"),
    ("見本町", "city", ""),
    ("よその町1-1", None, None),
    ("島根県浜田市朝日町1", None, None),
]
MASUDA_TABLE = [
    ("島根県益田市常盤町1-1", "town", "常盤町"),
    ("常盤町１－１", "town", "常盤町"),
    ("〒698-8650 島根県益田市常盤町1番1号", "town", "常盤町"),
    ("益田市　遠田町　1917番地", "town", "遠田町"),
    ("益田市大字 横田町 423", "town", "横田町"),
    ("6980024", "town", "駅前町"),
    ("〒698-0024", "town", "駅前町"),
    ("698-0041", "area", "高津"),
    ("高津3-1-2", "town", "高津三丁目"),
    ("髙津三丁目１ー２", "town", "高津三丁目"),
    ("高津７の５の１", "town", "高津七丁目"),
    ("高津町イ1234", "town", "高津町"),
    ("益田市高津", "area", "高津"),
    ("タカツ", "area", "高津"),
    ("左ヶ山町", "town", "左ヶ山町"),
    ("左ケ山町12", "town", "左ヶ山町"),
    ("匹見町", "area", "匹見町"),
    ("匹見町匹見イ1260", "town", "匹見町匹見"),
    ("益田市匹見町道川", "town", "匹見町道川"),
    ("道川", "town", "匹見町道川"),
    ("益田市美都町都茂1803-1", "town", "美都町都茂"),
    ("都茂", "town", "美都町都茂"),
    ("つも", "town", "美都町都茂"),
    ("みとちょうつも", "town", "美都町都茂"),
    ("遠田", "town", "遠田町"),
    ("とおだ", "town", "遠田町"),
    ("とうだちょう", "town", "遠田町"),
    ("いいのうら", "town", "飯浦町"),
    ("駅前町17-1 EAGA 3階", "town", "駅前町"),
    ("学習センターのとなり 元町11-15", "town", "元町"),
    ("高島", "town", "高島"),
    ("内田町", "town", "内田町"),
    ("市原町", "town", "市原町"),
    ("乙吉町イ336-4", "town", "乙吉町"),
    ("益田市", "city", ""),
    ("益田市立益田小学校", "city", ""),
    ("東仙道公民館", None, None),
    ("ふれあいホール", None, None),
    ("島根県浜田市殿町1番地", None, None),
    ("浜田市殿町1", None, None),
    ("鹿足郡津和野町日原54", None, None),
    ("広島県広島市中区基町10-52", None, None),
    ("", None, None),
]


def said(found: Position | None, city: str) -> tuple[str | None, str | None]:
    if found is None:
        return None, None
    return found.level.value, found.address.removeprefix(city)


@pytest.mark.parametrize(("text", "level", "town"), INVENTED_TABLE)
def test_an_address_of_an_invented_town(text: str, level: str | None, town: str | None) -> None:
    expected = level and level.removeprefix("block-less ")
    assert said(INVENTED.locate(text), "島根県見本町") == (expected, town)


@cache
def masuda() -> Gazetteer:
    with (SHARED / "geo" / "masuda_towns.csv").open(encoding="utf-8") as rows:
        return Gazetteer("島根県", "益田市", HALL, tuple(town_from(row) for row in csv.DictReader(rows)))


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.exists(), reason="the published town points in ../shared are not on this machine")
class TestMasuda:
    @pytest.mark.parametrize(("text", "level", "town"), MASUDA_TABLE)
    def test_an_address_as_people_write_it(self, text: str, level: str | None, town: str | None) -> None:
        assert said(masuda().locate(text), "島根県益田市") == (level, town)

    def test_every_town_is_found_by_its_own_name_and_its_point_leads_back(self) -> None:
        for town in masuda().towns:
            found = masuda().locate(f"益田市{town.name}１２－３")
            assert found is not None
            assert (found.towns, found.rest) == ((town,), "12-3")
            assert masuda().nearest_town(town.point) == town

    def test_every_reading_leads_to_its_town_or_to_an_area_that_holds_it(self) -> None:
        for town in masuda().towns:
            if town.name_kana:
                found = masuda().locate(town.name_kana)
                assert found is not None
                assert town in found.towns


class TestGeopyInterface:
    def test_raw_tells_how_sure_the_place_is(self) -> None:
        location = GazetteerGeocoder(INVENTED).geocode("大道")
        assert location.address == "島根県見本町大道"
        assert location.raw["level"] is PositionLevel.AREA
        assert location.raw["towns"] == ["大道一丁目", "大道二丁目"]
        assert location.raw["spread"] == pytest.approx(1450, abs=30)
        assert (location.latitude, location.longitude) == pytest.approx((34.62, 131.82))

    def test_nothing_found_is_none_and_a_list_may_be_asked_for(self) -> None:
        geocoder = GazetteerGeocoder(INVENTED)
        assert geocoder.geocode("どこか") is None
        (location,) = geocoder.geocode("朝日町", exactly_one=False)
        assert location.raw["level"] is PositionLevel.TOWN

    def test_reverse_gives_the_nearest_town(self) -> None:
        assert GazetteerGeocoder(INVENTED).reverse((34.601, 131.801)).address == "島根県見本町朝日町"

    def test_nothing_can_go_out(self) -> None:
        geocoder = GazetteerGeocoder(INVENTED)
        assert isinstance(geocoder.adapter, NullAdapter)
        with pytest.raises(GeocoderQueryError):
            geocoder._call_geocoder("https://example.jp/", lambda answer: answer)

"""A town's words are its own."""

import pytest

from directory.public_listing import PublicPlace
from directory.search.vocabularies import places_of
from tests.factories.public_listings import a_public_listing


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("埼玉県川口市青木１丁目2-3", "青木"),
        ("島根県益田市高津町イ2561", "高津町"),
        ("東京都文京区本郷三丁目5番", "本郷"),
        ("川口市大字安行原２０", "安行原"),
        ("新潟県南魚沼郡湯沢町湯沢300", "湯沢"),
    ],
)
def test_the_town_of_an_address_is_known(address: str, place: str) -> None:
    assert list(places_of(a_public_listing(place=PublicPlace(address=address)))) == [place]

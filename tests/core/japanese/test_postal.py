"""A postal code is seven digits, however it is written."""

import pytest

from core.japanese.postal import postal_code


@pytest.mark.parametrize("text", ["698-0024", "6980024", "〒698-0024", "〒６９８－００２４", "〒 698ー0024 "])
def test_every_way_of_writing_is_the_same_code(text: str) -> None:
    assert postal_code(text) == "698-0024"


@pytest.mark.parametrize("text", ["", "698-002", "698-00244", "郵便番号", "69-80024"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a postal code"):
        postal_code(text)

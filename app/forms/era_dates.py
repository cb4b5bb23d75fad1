"""How is a day typed that lies long ago? 昭和26年3月4日, S26.3.4 or 1951-03-04, in one line of text."""

from collections.abc import Sequence
from datetime import date

from wtforms import Field
from wtforms.widgets import TextInput

from app.rendering.words import gettext as _
from core.japanese.eras import FIRST_DAY, era_date, parse_date


class EraDateField(Field):
    """A day by the Japanese or the western calendar; what was typed stays as it was typed."""

    widget = TextInput()
    data: date | None = None

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        if self.data is None:
            return ""
        return era_date(self.data) if self.data >= FIRST_DAY else self.data.isoformat()

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        """Read what was typed."""
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if not text:
            return
        try:
            self.data = parse_date(text)
        except ValueError as error:
            raise ValueError(_("日付として読めません。例：昭和26年3月4日、1951-03-04")) from error

"""What goes with the button that a host presses?"""

from wtforms import Form, IntegerField, TextAreaField
from wtforms.validators import Length, NumberRange, Optional

from app.rendering.words import lazy
from directory.inbox import MOST_PLACES

MOST_LETTERS = 500


class AnswerForm(Form):
    """Words, or a number that has no button of its own."""

    words = TextAreaField(
        lazy("ひとことそえる"),
        [Optional(), Length(max=MOST_LETTERS, message=lazy("500文字までにしてください。"))],
    )
    number = IntegerField(
        lazy("人数"),
        [Optional(), NumberRange(min=0, max=MOST_PLACES, message=lazy("0から99までの数を入れてください。"))],
    )

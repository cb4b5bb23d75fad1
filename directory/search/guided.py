"""Which words of the search does a ready answer stand for? Read by the reader of queries like what somebody types."""

from collections.abc import Mapping
from typing import Final

TODAY: Final = "今日"
OPEN_NOW: Final = "いま開いている"
WORDS: Final[Mapping[str, str]] = {
    "move": "体を動かしたい",
    "eat": "一緒にご飯を食べたい",
    "make": "趣味",
    "today": TODAY,
    "tomorrow": "明日",
    "morning": "平日 午前",
    "afternoon": "平日 午後",
    "weekend": "土日",
    "evening": "夜",
    "lift": "送迎",
    "child": "子連れ",
    "companion": "付き添い可",
    "wheelchair": "車いす",
}
"""By answer."""

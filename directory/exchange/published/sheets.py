"""Which sheets does a town publish? Three national ones, and one that extends them to every other activity."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from core.words import word
from directory.exchange.published import columns as of
from directory.exchange.published.columns import Cell
from directory.exchange.published.entries import Entry
from directory.exchange.published.hours import Hours, coded_hours, dated_hours, weekly_hours


@dataclass(frozen=True, slots=True)
class PublishedSheet:
    """One sheet: the code in its file name, what it is called, its columns, and which kinds stand in it."""

    code: str
    title: str
    columns: Mapping[str, Cell]
    kinds: frozenset[str]

    @property
    def headers(self) -> tuple[str, ...]:
        """The headers, in their order."""
        return tuple(self.columns)

    def row(self, entry: Entry) -> tuple[str, ...]:
        """One listing as a row."""
        return tuple(cell(entry).strip() for cell in self.columns.values())

    def takes(self, kind: str) -> bool:
        """Whether listings of a kind stand in this sheet; the extended one takes what no national one does."""
        return kind in self.kinds if self.kinds else kind not in _NATIONAL_KINDS

    def rows(self, entries: Iterable[Entry]) -> list[tuple[str, ...]]:
        """Every row of it."""
        return [self.row(entry) for entry in entries if self.takes(entry.listing.kind)]


def _hours(find: Callable[[Entry], Hours], names: Mapping[str, str]) -> dict[str, Cell]:
    return {header: of.of_hours(find, name) for header, name in names.items()}


def _weekly(entry: Entry) -> Hours:
    return weekly_hours(entry.listing)


def _coded(entry: Entry) -> Hours:
    return coded_hours(entry.listing)


def _dated(entry: Entry) -> Hours:
    return dated_hours(entry.listing)


_PUBLISHER: Final[Mapping[str, Cell]] = {
    "全国地方公共団体コード": of.town_code,
    "ID": of.lasting_id,
    "地方公共団体名": of.town_name,
}
_NAMES: Final[Mapping[str, Cell]] = {
    "名称": of.words("name"),
    "名称_カナ": of.words("name_kana"),
    "名称_英字": of.english_name,
}
_ADDRESS: Final[Mapping[str, Cell]] = {
    "所在地_全国地方公共団体コード": of.address_code,
    "町字ID": of.blank,
    "所在地_連結表記": of.of_place("address"),
    "所在地_都道府県": of.prefecture,
    "所在地_市区町村": of.city,
    "所在地_町字": of.town,
    "所在地_番地以下": of.block,
    "建物名等(方書)": of.blank,
    "緯度": of.latitude,
    "経度": of.longitude,
    "高度の種別": of.blank,
    "高度の値": of.blank,
}
_WAY: Final[Mapping[str, Cell]] = {"アクセス方法": of.stop, "駐車場情報": of.of_place("parking")}
_CONTACT: Final[Mapping[str, Cell]] = {
    "連絡先メールアドレス": of.of_contact("email"),
    "連絡先FormURL": of.blank,
    "連絡先備考（その他、SNSなど）": of.of_contact("name"),
}
_PHONE: Final[Mapping[str, Cell]] = {"電話番号": of.of_contact("phone"), "内線番号": of.of_contact("extension")}
_OWNER: Final[Mapping[str, Cell]] = {
    "郵便番号": of.of_place("postal_code"),
    "法人番号": of.blank,
    "団体名": of.words("organization_name"),
}
_TIMES: Final = {"開始時間": "opens", "終了時間": "closes", "利用可能日時特記事項": "note"}
_END: Final[Mapping[str, Cell]] = {
    "URL": of.words("website"),
    "画像": of.blank,
    "画像_ライセンス": of.blank,
    "備考": of.words("remarks"),
}

PUBLIC_FACILITY: Final = PublishedSheet(
    code="public_facility",
    title=word("公共施設一覧"),
    kinds=frozenset({"community_hall", "welfare_facility", "kosodate_kyoten", "shelter"}),
    columns={
        **_PUBLISHER,
        **_NAMES,
        "名称_通称": of.words("alternate_name"),
        "POIコード": of.blank,
        "種別": of.kind,
        **_ADDRESS,
        **_PHONE,
        **_CONTACT,
        **_OWNER,
        **_hours(_weekly, {"利用可能曜日": "days", **_TIMES}),
        "説明": of.words("description"),
        **dict(of.facts(of.ACCESSIBILITY)),
        **_END,
    },
)
PRESCHOOL: Final = PublishedSheet(
    code="preschool",
    title=word("子育て施設一覧"),
    kinds=frozenset({"nursery"}),
    columns={
        **_PUBLISHER,
        **_NAMES,
        "種別": of.kind,
        **_ADDRESS,
        **_WAY,
        **_PHONE,
        "FAX番号": of.of_contact("fax"),
        **_CONTACT,
        **_OWNER,
        "認可等年月日": of.blank,
        "収容定員": lambda entry: of.number(entry.listing.capacity),
        "受入年齢": of.ages,
        **_hours(_weekly, {"利用可能曜日": "days", **_TIMES}),
        "子供預かり料金種別": of.blank,
        "子供預かり料金": of.blank,
        "子供預かり料金備考": of.blank,
        "子供預かり開所時間": of.blank,
        "子供預かり閉所時間": of.blank,
        **dict(of.facts(of.CHILDREN)),
        **_END,
    },
)
EVENT: Final = PublishedSheet(
    code="event",
    title=word("イベント一覧"),
    kinds=frozenset({"event"}),
    columns={
        **_PUBLISHER,
        "イベント名": of.words("name"),
        "イベント名_カナ": of.words("name_kana"),
        "イベント名_英語": of.english_name,
        **_hours(_dated, {"開始日": "first_day", "終了日": "last_day", "開始時間": "opens", "終了時間": "closes"}),
        **_hours(_dated, {"開始日時特記事項": "note"}),
        "説明": of.words("description"),
        "料金(基本)": of.base_fee,
        "料金(詳細)": of.fee_detail,
        "連絡先名称": of.of_contact("name"),
        "連絡先電話番号": of.of_contact("phone"),
        "連絡先内線番号": of.of_contact("extension"),
        "連絡先メールアドレス": of.of_contact("email"),
        "連絡先FormURL": of.blank,
        "主催者": of.words("organization_name"),
        "場所名称": of.of_place("name"),
        **_ADDRESS,
        "郵便番号": of.of_place("postal_code"),
        **_WAY,
        "定員": lambda entry: of.number(entry.listing.capacity),
        "参加申込終了日": of.blank,
        "参加申込終了時間": of.blank,
        "参加申込方法": of.words("first_visit"),
        **_END,
    },
)
KAYOINOBA: Final = PublishedSheet(
    code="kayoinoba",
    title=word("通いの場・地域の活動一覧（公共施設一覧の拡張）"),
    kinds=frozenset(),
    columns={
        **_PUBLISHER,
        **_NAMES,
        "名称_通称": of.words("alternate_name"),
        "POIコード": of.blank,
        "種別": of.kind,
        "会場": of.of_place("name"),
        **_ADDRESS,
        **_WAY,
        **_PHONE,
        "電話番号2": of.other_phone,
        "FAX番号": of.of_contact("fax"),
        **_CONTACT,
        **_OWNER,
        **_hours(_coded, {"利用可能曜日": "days", "曜日コード": "code", "開催日時": "words", **_TIMES}),
        "説明": of.words("description"),
        "対象年齢": of.ages,
        "対象者": of.words("eligibility_description"),
        "参加できない方": of.words("exclusion_description"),
        "持ち物": of.words("what_to_bring"),
        "参加費": of.fee,
        "定員": lambda entry: of.number(entry.listing.capacity),
        "申込方法": of.words("first_visit"),
        "対応言語": lambda entry: ";".join(entry.listing.languages),
        **dict(of.facts(of.ACCESSIBILITY)),
        **dict(of.facts(of.MORE)),
        "URL": of.words("website"),
        "画像": of.blank,
        "画像_ライセンス": of.blank,
        "最終確認日": of.moment("assured_at"),
        "備考": of.words("remarks"),
    },
)
SHEETS: Final = {sheet.code: sheet for sheet in (PUBLIC_FACILITY, PRESCHOOL, EVENT, KAYOINOBA)}
_NATIONAL_KINDS: Final = PUBLIC_FACILITY.kinds | PRESCHOOL.kinds | EVENT.kinds

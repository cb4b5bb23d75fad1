"""Which known list is this? National sheets old and new, town lists, and the shapes that hold no listings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from directory.exchange.columns import Field, header_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A known list: the headers that show it, the kind its rows have unless they say more, its own columns."""

    code: str
    label: str
    needs: tuple[str, ...] = ()
    any_of: tuple[str, ...] = ()
    kind: str = ""
    columns: Mapping[str, Field] = field(default_factory=dict)

    def matches(self, keys: frozenset[str]) -> bool:
        """Tell whether these headers are of this format."""
        needed, some = _keys(self.needs), _keys(self.any_of)
        return needed <= keys and (not some or bool(some & keys))


def _keys(headers: Iterable[str]) -> frozenset[str]:
    return frozenset(map(header_key, headers))


def _own(**columns: Field) -> Mapping[str, Field]:
    return {header_key(header): target for header, target in columns.items()}


_NEW: Final = ("全国地方公共団体コード", "自治体コード", "所在地_連結表記", "所在地_市区町村", "地方公共団体名")
_OLD: Final = ("都道府県コード又は市区町村コード", "都道府県名", "市区町村名")
_PAPAMAMA: Final = _own(
    X=Field.LONGITUDE, Y=Field.LATITUDE, Memo=Field.REMARKS, Add2=Field.BUILDING, Proof=Field.REMARKS
)

FORMATS: Final = (
    Format(
        code="kayoinoba_mhlw",
        label="通いの場オープンデータ",
        needs=("名称", "運営日（平日）－開始"),
        kind="kayoinoba",
        columns={header_key("備考"): Field.REMARKS, header_key("名称（ふりがな）"): Field.NAME_KANA},
    ),
    Format(
        code="kodomo_shokudo",
        label="こども食堂一覧",
        needs=("名称",),
        any_of=("参加費_幼児", "フードパントリー実施"),
        kind="kodomo_shokudo",
    ),
    Format(code="event", label="イベント一覧（新）", needs=("イベント名", "全国地方公共団体コード"), kind="event"),
    Format(code="event_legacy", label="イベント一覧（旧）", needs=("イベント名",), kind="event"),
    Format(code="event_list", label="催しの一覧", needs=("eventtitle", "when"), kind="event"),
    Format(
        code="care_office",
        label="介護サービス事業所一覧",
        any_of=("介護サービス事業所名称", "実施サービス"),
        kind="care_office",
    ),
    Format(
        code="care_office_mhlw",
        label="介護サービス情報公表",
        needs=("事業所名", "サービスの種類", "事業所番号"),
        kind="care_office",
        columns=_own(No=Field.SOURCE_ID, 事業所名=Field.NAME),
    ),
    Format(
        code="clinic",
        label="医療機関一覧",
        any_of=("医療機関の種類", "診療科目", "診療曜日", "医療機関名称"),
        kind="clinic",
    ),
    Format(
        code="shelter",
        label="避難場所・避難所一覧",
        any_of=("避難先名称", "災害種別_洪水", "災害種別_津波", "指定避難所との重複", "想定収容人数"),
        kind="shelter",
    ),
    Format(
        code="preschool",
        label="子育て施設一覧（新）",
        needs=("名称", "種別", "受入年齢"),
        any_of=_NEW,
        kind="nursery",
    ),
    Format(
        code="preschool_legacy",
        label="子育て施設一覧（旧）",
        needs=("名称", "種別", "受入年齢"),
        kind="nursery",
    ),
    Format(code="public_facility", label="公共施設一覧（新）", needs=("名称",), any_of=_NEW),
    Format(code="public_facility_legacy", label="公共施設一覧（旧）", needs=("名称", "住所"), any_of=_OLD),
    Format(
        code="papamama_nursery",
        label="保育施設の地図データ",
        needs=("Name", "Add1", "X", "Y"),
        kind="nursery",
        columns=_PAPAMAMA,
    ),
    Format(code="prefecture_list", label="都道府県でまとめた一覧", needs=("pref", "city", "name", "zip", "addr")),
    Format(code="property_list", label="#property のある一覧", needs=("#property",)),
    Format(code="plain_list", label="ふつうの一覧"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stranger:
    """A published list that holds no listings, and the words that tell the clerk so."""

    label: str
    any_of: tuple[str, ...]


DEFINITIONS: Final = "項目の定義表"
STRANGERS: Final = (
    Stranger(label=DEFINITIONS, any_of=("original_name", "display_name", "label_flag", "項目名", "データ項目名")),
    Stranger(label="AED 設置箇所の一覧", any_of=("パッドの種類", "小児対応設備の有無")),
    Stranger(label="公衆無線 LAN の一覧", any_of=("SSID", "提供エリア・SSID")),
    Stranger(label="公衆トイレの一覧", any_of=("男性トイレ総数", "女性トイレ総数", "男性トイレ数（小便器）")),
    Stranger(label="消防水利の一覧", any_of=("口径", "消防水利施設種別")),
    Stranger(label="文化財の一覧", any_of=("文化財分類", "文化財指定日")),
    Stranger(label="人口の一覧", any_of=("総人口", "地域コード", "0-4歳の男性")),
    Stranger(label="データセットの目録", any_of=("データセット_タイトル", "データ名称", "ライセンス規定")),
    Stranger(label="HSDS の検査結果", any_of=("schemaVersion", "isServicesValid", "statusIsUp")),
    Stranger(label="市区町村の一覧", any_of=("citykana", "cid")),
)


def recognise(keys: frozenset[str]) -> Format:
    """The first known format that the headers fit; an ordinary list when none does."""
    return next(known for known in FORMATS if known.matches(keys))


def stranger(keys: frozenset[str]) -> str:
    """What the list is when it is known to hold no listings, else ""."""
    return next((known.label for known in STRANGERS if _keys(known.any_of) & keys), "")

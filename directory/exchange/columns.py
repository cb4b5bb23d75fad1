"""Which column means what? The headers that towns write, by the field they fill."""

import re
from enum import StrEnum, auto
from typing import Final

from directory.exchange.text import dashes, nfkc


class Field(StrEnum):
    """What a column can tell about a listing."""

    SOURCE_ID = auto()
    MUNICIPALITY_CODE = auto()
    PREFECTURE = auto()
    CITY = auto()
    NAME = auto()
    NAME_KANA = auto()
    ALTERNATE_NAME = auto()
    NAME_ENGLISH = auto()
    KIND = auto()
    ORGANIZATION = auto()
    CORPORATE_NUMBER = auto()
    DESCRIPTION = auto()
    VENUE = auto()
    ADDRESS = auto()
    ADDRESS_CITY = auto()
    ADDRESS_TOWN = auto()
    ADDRESS_BLOCK = auto()
    BUILDING = auto()
    POSTAL_CODE = auto()
    LATITUDE = auto()
    LONGITUDE = auto()
    LATITUDE_LONGITUDE = auto()
    PHONE = auto()
    OTHER_PHONE = auto()
    EXTENSION = auto()
    FAX = auto()
    EMAIL = auto()
    URL = auto()
    CONTACT_NOTE = auto()
    DAYS = auto()
    EXACT_DAYS = auto()
    OPENS = auto()
    CLOSES = auto()
    HOURS = auto()
    SCHEDULE = auto()
    SCHEDULE_NOTE = auto()
    STARTS_ON = auto()
    ENDS_ON = auto()
    FEE = auto()
    CAPACITY = auto()
    AGE = auto()
    AGE_FROM = auto()
    AGE_TO = auto()
    ELIGIBILITY = auto()
    BOOKING = auto()
    BARRIER_FREE = auto()
    PARKING = auto()
    ACCESS = auto()
    REMARKS = auto()
    LANGUAGES = auto()
    ROW_LANGUAGE = auto()
    FACT = auto()
    INSTRUCTION = auto()


# Fields whose columns are joined; of every other field the first column in this list's order counts.
JOINED: Final = frozenset(
    {
        Field.ALTERNATE_NAME,
        Field.OTHER_PHONE,
        Field.DESCRIPTION,
        Field.CONTACT_NOTE,
        Field.SCHEDULE_NOTE,
        Field.FEE,
        Field.ELIGIBILITY,
        Field.BOOKING,
        Field.BARRIER_FREE,
        Field.PARKING,
        Field.ACCESS,
        Field.REMARKS,
        Field.FACT,
        Field.INSTRUCTION,
    }
)

# Written by readers' names of the national sheets (2017-, 2023-), the こども食堂 sheet, the 通いの場 data and town lists.
_HEADERS: Final[dict[Field, str]] = {
    Field.SOURCE_ID: "ID No NO. #property HID uid 番号 整理番号 通し番号 管理番号 施設番号 登録番号 コード 施設ID 事業所番号",
    Field.MUNICIPALITY_CODE: "全国地方公共団体コード 都道府県コード又は市区町村コード 都道府県コード又は市町村コード 市区町村コード "
    "市町村コード 自治体コード 団体コード 所在地_全国地方公共団体コード 所在地_自治体コード",
    Field.PREFECTURE: "都道府県名 都道府県 所在地_都道府県 pref prefecture",
    Field.CITY: "市区町村名 市町村名 市区町村 市町村 管轄市町村名 city",
    Field.NAME: "名称 施設名 施設名称 活動名 活動名称 事業名 事業名称 サービス名 サービス名称 イベント名 eventtitle 介護サービス事業所名称 "
    "避難先名称 指定緊急避難場所名 避難所名 避難場所名 会の名称 会名 サロン名 サロン名称 教室名 ひろば名 カフェ名 食堂名 店名 店舗名 "
    "屋号 窓口名 相談窓口名 窓口 通いの場名 通いの場の名称 居場所名 クラブ名 講座名 行事名 催し名 路線名 医療機関名称 医療機関名 "
    "保育所名 園名 name title Name",
    Field.NAME_KANA: "名称_カナ 名称カナ 名称（カナ） 名称（フリガナ） 名称（ふりがな） 名称かな 施設名カナ 施設名（カナ） 施設名フリガナ フリガナ "
    "ふりがな よみがな よみ 読み カナ イベント名_カナ 介護サービス事業所名称_カナ 医療機関名称_カナ 事業所名カナ 団体名カナ 名称_フリガナ "
    "施設名称_カナ 施設名_カナ",
    Field.ALTERNATE_NAME: "名称_通称 通称 愛称 略称 Label",
    Field.NAME_ENGLISH: "名称_英字 名称_英語 イベント名_英語 英語名 英語名称",
    Field.KIND: "種別 種類 分類 カテゴリ カテゴリー 区分 施設種別 施設区分 活動種別 イベント種類 サービスの種類 サービス種別 実施サービス "
    "避難種別 category type kind service",
    Field.ORGANIZATION: "団体名 運営団体名 運営団体 管理団体名 実施団体 実施団体名 主催者 主催団体 主催 実施主体 運営主体 運営者 運営法人 "
    "設置者 設置主体 法人の名称 法人名称 法人名 事業者名 提供主体 担当課 Owner who organizer organization",
    Field.CORPORATE_NUMBER: "法人番号",
    Field.DESCRIPTION: "説明 活動内容 事業内容 内容 概要 紹介 施設概要 設置目的 サービス内容 提供サービス 主な活動 what description",
    Field.VENUE: "会場 開催場所 活動場所 実施場所 会場名 場所 場所名称 開催会場 停車場所 停留場所 停留所 販売場所 where",
    Field.ADDRESS: "住所 所在地 所在地_連結表記 所在地（都道府県から番地まで） 施設住所 施設所在地 開催場所住所 会場住所 活動場所住所 場所_住所 "
    "addr address Add1",
    Field.ADDRESS_CITY: "所在地_市区町村",
    Field.ADDRESS_TOWN: "所在地_町字 町名 町字 地区名 地区 area",
    Field.ADDRESS_BLOCK: "所在地_番地以下 番地",
    Field.BUILDING: "方書 建物名等（方書） 建物名等 建物名 方書（ビル名等） 所在地（建物名・部屋番号等） 所在地_建物名等（方書） Add2 place",
    Field.POSTAL_CODE: "郵便番号 〒 zip postalcode zipcode",
    Field.LATITUDE: "緯度 緯度：北緯 lat latitude",
    Field.LONGITUDE: "経度 経度：東経 lng lon longitude",
    Field.LATITUDE_LONGITUDE: "緯度経度 緯度・経度 座標 位置情報 latlng",
    Field.PHONE: "電話番号 電話 TEL 電話番号1 連絡先電話番号 連絡先_電話番号 連絡先電話 連絡先TEL 問合せ先電話番号 問い合わせ先電話番号 代表電話 "
    "お問い合わせ電話番号 phone phone1 telephoneNumber tel",
    Field.OTHER_PHONE: "電話番号2 電話番号3 携帯電話 携帯番号 phone2",
    Field.EXTENSION: "内線番号 内線 連絡先内線番号 連絡先_内線番号",
    Field.FAX: "FAX番号 FAX ファックス ファクス ファックス番号 fax",
    Field.EMAIL: "メールアドレス 連絡先メールアドレス メールアドレス1 メール Eメール E-mail email mail",
    Field.URL: "URL ホームページ HP ウェブサイト Webサイト サイト イベントURL ホームページアドレス url referenceObject website",
    Field.CONTACT_NOTE: "連絡先 連絡先備考（その他、SNSなど） 連絡先備考 連絡先名称 連絡先FormURL 問合せ先 問い合わせ先 お問い合わせ先 お問合せ先 "
    "申込先 メールアドレス2 電話番号1_連絡先備考 電話番号2_連絡先備考 メールアドレス1_連絡先備考 メールアドレス2_連絡先備考 SNS contact",
    Field.DAYS: "利用可能曜日 曜日 開催曜日 活動曜日 実施曜日 開設曜日 開所曜日 開館曜日 営業曜日 運営曜日 受付曜日 開室曜日 診療曜日 利用曜日 販売曜日 "
    "曜日コード availableDate weekday days",
    Field.EXACT_DAYS: "開催日 活動日 実施日 開設日 開所日 営業日 開館日 運営日 提供日 開催頻度・曜日 頻度 when",
    Field.OPENS: "開始時間 開始時刻 開催開始時間 開始 開館時間開始 開所時間開始 到着時刻 Open openTime startTime",
    Field.CLOSES: "終了時間 終了時刻 開催終了時間 終了 閉館時間 出発時刻 Close closeTime endTime",
    Field.HOURS: "時間 開催時間 活動時間 実施時間 開設時間 開所時間 営業時間 開館時間 受付時間 利用時間 時刻 時間帯 利用可能時間 hours",
    Field.SCHEDULE: "日時 開催日時 活動日時 実施日時 開設日時 開催日・時間 日程 提供日時 利用日時 活動日・時間 受付日時 曜日・時間 曜日時間 "
    "スケジュール schedule",
    Field.SCHEDULE_NOTE: "利用可能日時特記事項 利用可能時間特記事項 利用可能日時特記 利用可能曜日特記事項 開催日時特記事項 開始日時特記事項 日時説明 "
    "日時特記事項 定休日 休館日 休業日 休所日 休み 休日 availableDateNote closing",
    Field.STARTS_ON: "開始日 開催開始日",
    Field.ENDS_ON: "終了日 開催終了日",
    Field.FEE: "料金 料金（基本） 料金（詳細） 料金(基本) 参加費 利用料 利用料金 会費 費用 参加料 参加費_幼児 参加費_小学生 参加費_中学生 参加費_高校生 "
    "参加費_大人 参加費特記事項 料金体系 基準料金 料金説明 運賃 入場料 price detailPrice fee",
    Field.CAPACITY: "定員 収容定員 収容人数 募集人数 受入可能人数 Full capacity",
    Field.AGE: "受入年齢 対象年齢 対象月齢 年齢",
    Field.AGE_FROM: "AgeS",
    Field.AGE_TO: "AgeE",
    Field.ELIGIBILITY: "対象 対象者 参加条件 参加資格 利用対象 対象エリア 対象地区 whom",
    Field.BOOKING: "予約 予約方法 予約特記事項 予約の要否 申込 申込方法 申し込み 申込み 参加申込方法 参加申込終了日 参加申込終了時間 申込期限日 "
    "申込期限時刻 申込締切",
    Field.BARRIER_FREE: "バリアフリー情報 バリアフリー アクセシビリティ情報 アクセシビリティ",
    Field.PARKING: "駐車場情報 駐車場 駐車台数 駐車場台数 parking",
    Field.ACCESS: "アクセス方法 アクセス 交通 交通手段 交通案内 最寄り停留所 最寄りバス停 最寄駅 access",
    Field.REMARKS: "備考 その他 特記事項 メモ 注意事項 備考1 備考2 Memo memo1 memo2 note remarks",
    Field.LANGUAGES: "対応言語 外国語対応 多言語対応 言語対応",
    Field.ROW_LANGUAGE: "言語 記載言語 lang language",
}

# 行政サービス・施設のアクセシビリティ18項目 (GIF DS-436) and what the national sheets ask beside them.
_FACTS: Final[dict[str, str]] = {
    "wheelchair": "車椅子可 車いす可 車椅子対応 車いす対応 車椅子",
    "wheelchair_loan": "車椅子貸出 車いす貸出",
    "cane_loan": "ツエ貸出 杖貸出 つえ貸出",
    "accessible_toilet": "バリアフリートイレ 多目的トイレ 多機能トイレ 車椅子対応トイレ 車いす対応トイレ 身障者用トイレ 身体障害者用トイレ 障害者用トイレ",
    "slope_elevator": "スロープ・エレベータ・エスカレータ スロープ エレベーター エレベータ エスカレーター スロープ、エレベータ、エスカレータ",
    "braille_blocks": "点字ブロック等 点字ブロック等の移動支援 点字ブロック",
    "braille_reading": "点字や読上 点字や読上による支援 点字・読上",
    "assistance_dog": "盲導犬・介助犬・聴導犬同伴 盲導犬介助犬聴導犬同伴 補助犬同伴 盲導犬、介助犬、聴導犬同伴 補助犬",
    "captions": "字幕",
    "written_communication": "筆談対応 筆談",
    "priority_parking": "優先駐車場 思いやり駐車場 おもいやり駐車場 身障者用駐車場 障害者用駐車場 車椅子用駐車場",
    "ostomate_toilet": "オストメイト対応トイレ オストメイト",
    "child_toilet": "子供トイレ 子どもトイレ こどもトイレ",
    "nursing_room": "授乳室",
    "diaper_table": "おむつ替えコーナー おむつ交換台 オムツ替えコーナー おむつ替え diaper",
    "eating_drinking": "飲食可否 飲食可 飲食持ち込みの可否",
    "stroller_loan": "ベビーカー貸出",
    "stroller_ok": "ベビーカー利用可 ベビーカー利用",
    "temporary_care": "一時預かりの有無 一時預かり Temp",
    "sick_child_care": "病児保育の有無 病児保育",
    "food_pantry": "フードパントリー実施 フードパントリー",
    "takeout": "テイクアウト実施 テイクアウト",
    "pickup": "送迎の有無 送迎",
    "meals": "飲食の提供の有無 食事の提供",
    "observation": "見学可否 見学",
}

# Without a column of its own name, a list of groups is a list by the group's name.
NAME_OF_LAST_RESORT: Final = (
    "団体名",
    "事業所名",
    "グループ名",
    "事業者名",
    "運営団体名",
    "実施団体名",
    "教室",
    "サロン",
    "会場",
)
_JOINTS: Final = re.compile(r"[\s_/・:、,.※*◎【】\[\]「」]")
_IN_BRACKETS: Final = re.compile(r"\([^)]*\)")
_INSTRUCTION: Final = re.compile("^[←→↓↑]")


def header_key(header: str) -> str:
    """Bring a header to the key under which it is the same header whatever the width, dash and joints."""
    key = _JOINTS.sub("", nfkc(header)).casefold()
    return dashes(key).replace("標記", "表記").replace("(必須)", "").replace("(任意)", "")


def _keys(spelled: dict[Field, str]) -> dict[str, tuple[Field, int]]:
    found: dict[str, tuple[Field, int]] = {}
    for field, headers in spelled.items():
        for rank, header in enumerate(headers.split()):
            found.setdefault(header_key(header), (field, rank))
    return found


_FIELDS: Final = _keys(_HEADERS)
_FACT_CODES: Final = {header_key(header): code for code, headers in _FACTS.items() for header in headers.split()}


def field_of(header: str) -> tuple[Field, int] | None:
    """Tell which field a header fills and how early its wording stands in the list of wordings."""
    if _INSTRUCTION.match(nfkc(header).strip()):
        return Field.INSTRUCTION, 0
    key = header_key(header)
    bare = _IN_BRACKETS.sub("", key)
    for wording in (key, bare):
        if wording in _FACT_CODES:
            return Field.FACT, 0
        if wording in _FIELDS:
            return _FIELDS[wording]
    return None


def fact_of(words: str) -> str | None:
    """Tell which accessibility fact a header or a word of a list names."""
    key = header_key(words)
    return _FACT_CODES.get(key) or _FACT_CODES.get(_IN_BRACKETS.sub("", key))

"""Which kind of activity is a row? Codes of the taxonomy, from the words that the row uses."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from directory.exchange.text import nfkc

OTHER: Final = "other"

# In order: the first pattern that a text contains decides, so the narrow stand above the wide.
_WORDS: Final = tuple(
    (code, re.compile(pattern))
    for code, pattern in (
        ("hyakusai_taiso", "百歳体操|100歳体操|百才体操"),
        ("ninchisho_cafe", "認知症カフェ|認知症.{0,4}カフェ|オレンジカフェ|オレンジサロン|もの忘れカフェ|物忘れカフェ|介護者カフェ"),
        ("kodomo_shokudo", "(?:こども|子ども|子供|コドモ|地域|みんなの)食堂|フードパントリー"),
        (
            "kosodate_kyoten",
            "子育て(?:ふれあい|総合|世代)?(?:支援)?(?:センター|拠点|ひろば|広場|サロン|サークル|ルーム|ステーション|サポートセンター)|"
            "(?:つどい|集い)の(?:ひろば|広場)|地域子育て支援|親子.{0,4}(?:ひろば|広場|サロン)|出張ひろば",
        ),
        ("chiiki_katsudo", "地域活動支援センター|地活"),
        ("mobile_shop", "移動販売|移動スーパー|とくし丸|巡回販売|移動店舗"),
        ("haishoku", "配食|宅配弁当|弁当.{0,3}宅配|お弁当の配達"),
        ("kaimono", "買い?物(?:支援|代行|ツアー|バス|送迎|付き?添い|サービス)|ネットスーパー"),
        ("nursery", "保育(?:所|園|室|施設|ママ|事業)|幼稚園|こども園|子ども園|nursery|託児|一時預かり|病児|学童|児童クラブ|認可外|認定公立|ナーサリー"),
        ("shelter", "避難(?:所|場所)"),
        (
            "care_office",
            "老人ホーム|介護(?:老人|医療|予防|看護|付|サービス)|(?:訪問|通所|居宅|入所者生活|共同生活|施設入居者生活)(?:介護|看護|リハ)|"
            "多機能型居宅|デイサービス|グループホーム|ショートステイ|ケアハウス|ケアプラン",
        ),
        ("soudan", "包括支援センター|相談(?:支援)?(?:窓口|センター|室|所|支援)|相談$|窓口|自立相談|保健所|こども家庭センター|子育て世代包括"),
        ("clinic", "病院|医院|診療所|クリニック|歯科|薬局"),
        ("volunteer_work", "ボランティア|就労(?:体験|支援|準備)|職場体験|農福"),
        ("kotsu", "乗合|デマンド|コミュニティバス|生活バス|福祉有償運送|タクシー"),
        ("welfare_facility", "福祉(?:会館|センター|施設|館)|社会福祉協議会|児童(?:館|センター|会館)|保健(?:福祉)?センター|保健ステーション|子ども?館|こども館|老人憩"),
        ("community_hall", "公民館|集会(?:所|施設|場)|コミュニティ.?センター|(?:地域)?交流センター|自治会館|市民センター|会館|生涯学習センター"),
        ("kayoinoba", "サロン|居場所|通いの場|茶話会|集いの場|たまり場|いこい|憩い|ふれあい(?:いきいき)|体操|老人クラブ|介護予防|カフェ"),
        ("event", "イベント|まつり|祭り|講演会"),
    )
)
_MAJORITY: Final = 0.5


def kind_of(*texts: str) -> str:
    """The kind that the first telling text names, or "" when none tells."""
    for text in texts:
        words = nfkc(text)
        for code, pattern in _WORDS:
            if words and pattern.search(words):
                return code
    return ""


def common_kind(kinds: Sequence[str]) -> str:
    """The kind of more than half of a file's rows, or ""; rows that do not tell count against it."""
    if not kinds:
        return ""
    kind, count = Counter(kinds).most_common(1)[0]
    return kind if count > len(kinds) * _MAJORITY else ""

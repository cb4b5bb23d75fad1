"""Which characters are one character in two shapes? Old and variant forms, and the form that search folds them to."""

# Each group: the form kept, then the forms folded to it; names and places first, then old forms seen on signboards.
_GROUPS = (
    "斎齋齊斉 辺邊邉 高髙 崎﨑嵜碕 浜濱濵 島嶋嶌 吉𠮷 広廣 真眞 国國 沢澤 徳德 桜櫻 富冨 桑桒 竜龍 恵惠 寿壽 "
    "条條 栄榮 実實 礼禮 静靜 応應 滝瀧 関關 鉄鐵 駅驛 体體躰 写寫 総總 当當 蔵藏 収收 歳歲 館舘 亀龜 籠篭 桧檜 "
    "鴎鷗 学學斈 会會 万萬 芸藝 県縣 円圓 与與 気氣 浅淺 黒黑 緑綠 児兒 予豫 余餘 来來 両兩 区區 医醫 労勞 励勵 "
    "営營 園薗 塩鹽 奥奧 弥彌 検檢 権權 対對 帯帶 団團 図圖 増增 変變 売賣 読讀 続續 転轉 伝傳 点點 灯燈 "
    "独獨 豊豐 宝寶寳 峰峯 船舩 満滿 湾灣 薬藥 楽樂 様樣 謡謠 歩步 頼賴 覧覽 覚覺 験驗 鶏鷄雞 継繼 経經 軽輕 "
    "剣劍劔 絵繪 壱壹 弐貳 参參 数數 声聲 聡聰 荘莊 穂穗 祢禰 昼晝 虫蟲 鋳鑄 鎮鎭 槙槇 松枩 秋穐 梅楳 "
    "橋槗 村邨 野埜 炉爐 蛍螢 尽盡 将將 乗乘 縄繩 畳疊 繊纖 禅禪 双雙 多夛 台臺 択擇 担擔 胆膽 "
    "遅遲 庁廳 聴聽 逓遞 稲稻 党黨 闘鬪 届屆 弁辨瓣辯 桝枡舛 餅餠 麺麵 麹麴 頬頰 鹸鹼"
)

ITAIJI = {ord(variant): group[0] for group in _GROUPS.split() for variant in group[1:]}

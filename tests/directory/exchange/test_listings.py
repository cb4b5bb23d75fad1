"""One row of each known list becomes the listing that its clerk meant."""

from datetime import date, time

import pytest

from directory.exchange.columns import FACT_CODES
from directory.exchange.listing import Level, Visibility
from directory.fact_keys import key_of_file
from directory.recurrence.rules import Frequency, HolidayRule
from tests.directory.exchange.sent import HEADER, ROW, Send, only, remarks


def test_nothing_is_dropped_in_silence(send: Send) -> None:
    header = (*HEADER, "重錘バンド本数", "", "世話役の一言")
    listing = only(send(header, (*ROW[:3], "山の向こう", "水", "10:00", "夕方まで", "", "20本", "手書き", "お気軽に")))
    assert listing.extra["重錘バンド本数"] == "20本"
    assert listing.extra["世話役の一言"] == "お気軽に"
    assert listing.extra["10列目"] == "手書き"
    assert listing.extra["電話番号"] == "山の向こう"
    assert "夕方まで" in listing.sessions[0].note


def test_three_valued_facts_come_from_columns_and_lists(send: Send) -> None:
    header = ("名称", "住所", "車椅子可", "授乳室", "スロープ", "バリアフリー情報", "おむつ替えコーナー")
    row = ("匹見会館", "益田市匹見町", "有", "無", "", "多目的トイレ有り;車椅子席;オストメイトなし", "有（女性用のみ）")
    listing = only(send(header, row))
    assert listing.accessibility == {
        "wheelchair": True,
        "nursing_room": False,
        "accessible_toilet": True,
        "ostomate_toilet": False,
        "diaper_table": True,
    }
    assert "車椅子席" in listing.accessibility_note
    assert "女性用のみ" in listing.accessibility_note


@pytest.mark.parametrize(
    ("header", "text", "facts"),
    [
        ("段差", "無", {"step_free": True}),
        ("段差", "有", {"step_free": False}),
        ("バリアフリー情報", "段差なし;スロープ", {"step_free": True, "slope_elevator": True}),
        ("駐車場", "有（5台）", {"parking": True}),
        ("駐車場", "10台", {"parking": True}),
        ("駐車場", "無", {"parking": False}),
        ("駐車台数", "近くに有料駐車場があります", {}),
        ("予約", "不要", {"reservation_needed": False}),
        ("申込方法", "要予約（電話）", {"reservation_needed": True}),
        ("申込方法", "電話", {}),
        ("送迎", "有", {"transport_assistance": True}),
    ],
)
def test_answers_hide_in_many_columns(send: Send, header: str, text: str, facts: dict[str, bool]) -> None:
    assert only(send(("名称", "住所", header), ("匹見会館", "益田市匹見町", text))).accessibility == facts


def test_every_fact_of_a_file_is_a_question_of_the_directory() -> None:
    assert {code for code in FACT_CODES if key_of_file(code) is None} == {"has_steps"}


def test_the_child_cafeteria_sheet_is_read(send: Send) -> None:
    header = (
        "全国地方公共団体コード",
        "ID",
        "名称",
        "住所",
        "電話番号1",
        "開催曜日",
        "開催日",
        "開催開始時間",
        "開催終了時間",
    )
    header += ("参加費_幼児", "参加費_大人", "フードパントリー実施", "備考")
    rows = [
        (
            "322041",
            "1",
            "A食堂",
            "益田市駅前町1",
            "非公開",
            "土",
            "毎月第３",
            "11:00",
            "13:00",
            "0",
            "300",
            "1",
            "住所は非公開",
        ),
        ("322041", "2", "B食堂", "益田市駅前町2", "", "土", "", "11:00", "13:00", "0", "0", "", ""),
    ]
    result = send(header, *rows)
    first, second = result.listings
    assert (result.format, first.kind) == ("kodomo_shokudo", "kodomo_shokudo")
    assert (first.sessions[0].freq, first.sessions[0].nths) == (Frequency.MONTHLY, (3,))
    assert (first.contact_visibility, first.address_visibility) == (Visibility.HIDDEN, Visibility.HIDDEN)
    assert (first.fee_text, first.is_free) == ("幼児：無料\n大人：300円", False)
    assert first.accessibility == {"food_pantry": True}
    assert (second.sessions[0].freq, second.sessions[0].weekdays, second.is_free) == (None, (5,), True)
    assert (3, "開催曜日") in remarks(result, Level.DOUBTFUL)


def test_the_new_national_sheet_is_put_together(send: Send) -> None:
    header = (
        "全国地方公共団体コード",
        "ID",
        "地方公共団体名",
        "名称",
        "名称_カナ",
        "名称_英字",
        "所在地_都道府県",
        "所在地_市区町村",
    )
    header += (
        "所在地_町字",
        "所在地_番地以下",
        "建物名等(方書)",
        "緯度",
        "経度",
        "連絡先メールアドレス",
        "利用可能曜日",
    )
    row = (
        "322041",
        "k1",
        "益田市",
        "匹見会館",
        "ﾋｷﾐｶｲｶﾝ",
        "Hikimi Hall",
        "島根県",
        "益田市",
        "匹見町匹見",
        "イ1260",
        "2階",
    )
    row += ("34.57", "132.01", "hall@example.jp", "平日,祝日")
    result = send(header, row)
    listing = only(result)
    assert (result.format, listing.kind) == ("public_facility", "community_hall")
    assert (listing.address, listing.building, listing.town) == ("益田市匹見町匹見イ1260", "2階", "匹見町匹見")
    assert (listing.name_kana, listing.translations["en"].name) == ("ヒキミカイカン", "Hikimi Hall")
    assert (listing.prefecture, listing.email) == ("島根県", "hall@example.jp")
    assert listing.sessions[0].holiday_rule is HolidayRule.OPEN


def test_events_get_their_dates(send: Send) -> None:
    header = ("NO", "イベント名", "開始日", "終了日", "開始時間", "終了時間", "説明", "料金(基本)", "場所名称", "住所")
    one_day = ("1", "体操体験会", "2026-05-09", "2026-05-09", "10:00", "11:00", "", "無料", "匹見会館", "益田市匹見町")
    era = ("2", "健康まつり", "令和8年5月9日", "令和8年5月10日", "10:00", "15:00", "", "", "市役所", "益田市常盤町")
    first, second = send(header, one_day, era).listings
    assert (first.sessions[0].freq, first.sessions[0].dates) == (Frequency.DATES, (date(2026, 5, 9),))
    assert (second.sessions[0].valid_from, second.sessions[0].valid_to) == (date(2026, 5, 9), date(2026, 5, 10))
    assert (first.venue, first.is_free) == ("匹見会館", True)


def test_the_national_salon_data_are_read(send: Send) -> None:
    header = (
        "No",
        "市区町村コード",
        "名称（ふりがな）",
        "名称",
        "所在地（都道府県から番地まで）",
        "運営日（平日）－開始",
    )
    header += (
        "運営日（平日）－終了",
        "運営日（土曜）－開始",
        "運営日（土曜）－終了",
        "定休日",
        "送迎の有無",
        "料金体系",
    )
    row = (
        "1",
        "322041",
        "ひきみさろん",
        "匹見の集い",
        "島根県益田市匹見町匹見イ1",
        "10:00",
        "11:30",
        "",
        "",
        "祝日",
        "1",
        "100円",
    )
    listing = only(send(header, row))
    assert (listing.kind, listing.sessions[0].freq, listing.sessions[0].opens_at) == ("kayoinoba", None, time(10))
    assert (listing.accessibility, listing.schedule_note) == ({"transport_assistance": True}, "定休日：祝日")


@pytest.mark.parametrize(
    ("text", "sessions"),
    [
        ("毎週月曜日・木曜日　9:30～11:00", [("weekly", (0, 3), (), (9, 30), (11, 0))]),
        ("第１・３金曜　13時30分～", [("monthly", (4,), (1, 3), (13, 30), None)]),
        ("月２回（第２・第４火曜日）", [("monthly", (1,), (2, 4), None, None)]),
        ("週2回（火・金）午前10時～正午", [("weekly", (1, 4), (), (10, 0), (12, 0))]),
        ("月～金 8:30～17:15（土日祝・年末年始を除く）", [("weekly", (0, 1, 2, 3, 4), (), (8, 30), (17, 15))]),
        (
            "月・水・金　午前10時～正午、火・木　午後1時～3時",
            [("weekly", (0, 2, 4), (), (10, 0), (12, 0)), ("weekly", (1, 3), (), (13, 0), (15, 0))],
        ),
        (
            "毎週水曜日 午後1時半～3時、第2土曜日",
            [("weekly", (2,), (), (13, 30), (15, 0)), ("monthly", (5,), (2,), (13, 30), (15, 0))],
        ),
        ("第1〜4水曜日", [("monthly", (2,), (1, 2, 3, 4), None, None)]),
    ],
)
def test_words_of_days_and_hours_in_one_cell_are_taken_apart(send: Send, text: str, sessions: list[object]) -> None:
    listing = only(send(("名称", "会場", "日時"), ("匹見サロン", "匹見会館", text)))
    assert [
        (session.freq, session.weekdays, session.nths, clock(session.opens_at), clock(session.closes_at))
        for session in listing.sessions
    ] == sessions


def clock(moment: time | None) -> tuple[int, int] | None:
    return (moment.hour, moment.minute) if moment else None


def test_holidays_and_new_year_are_known_when_they_are_named(send: Send) -> None:
    text = "月～金 8:30～17:15（土日祝・年末年始を除く）"
    session = only(send(("名称", "会場", "日時"), ("相談窓口", "市役所", text))).sessions[0]
    assert (session.holiday_rule, session.new_year_rule) == (HolidayRule.CLOSED, HolidayRule.CLOSED)
    assert session.note == ""


@pytest.mark.parametrize(
    "text", ["不定期", "要問合せ", "5/9(土)、6/13(土)", "月1回土曜", "年4回（5月、8月、11月、2月）"]
)
def test_days_that_no_calendar_can_hold_stay_in_words(send: Send, text: str) -> None:
    session = only(send(("名称", "会場", "日時"), ("匹見サロン", "匹見会館", text))).sessions[0]
    assert session.rule() is None
    assert session.note == text


def test_hours_that_name_days_win_over_a_column_of_days(send: Send) -> None:
    header = ("名称", "住所", "曜日", "時間")
    listing = only(send(header, ("匹見会館", "益田市匹見町", "月火水木金土", "月～金 9:00～17:00、土 9:00～12:00")))
    assert [session.weekdays for session in listing.sessions] == [(0, 1, 2, 3, 4), (5,)]


def test_semicolons_inside_cells_do_not_part_them(send: Send) -> None:
    listing = only(send(("名称", "曜日"), ("匹見サロン", "月;火;水;木;金;土")))
    assert listing.sessions[0].weekdays == (0, 1, 2, 3, 4, 5)

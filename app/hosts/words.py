"""What do the hosts' pages say? Questions, answers and what follows, in words for somebody of 74 on a phone."""

from collections.abc import Mapping, Sequence

from core.words import word
from directory.inbox import Answer
from directory.models.host_inbox import QuestionKind

TITLES: Mapping[QuestionKind, str] = {
    QuestionKind.INTRODUCTION: word("新しい方のご紹介"),
    QuestionKind.CHECK_IN: word("来ましたか"),
    QuestionKind.CAPACITY: word("いま、新しい人を何人受け入れられますか"),
    QuestionKind.CONFIRM: word("のせている内容は、いまも同じですか"),
}
BUTTONS: Mapping[Answer, str] = {
    Answer.YES: word("受け入れられます"),
    Answer.TALK: word("話を聞いてから決めます"),
    Answer.NO: word("今回はむずかしいです"),
    Answer.CAME: word("来ました"),
    Answer.ABSENT: word("休みでした"),
    Answer.WORRY: word("心配なことがあります"),
    Answer.UNCHANGED: word("同じです（変わりありません）"),
    Answer.CHANGED: word("変わったところがあります"),
}
NEXT: Mapping[Answer, str] = {
    Answer.YES: word("ありがとうございます。担当の者が、見学の日を決めるために電話します。"),
    Answer.TALK: word("わかりました。担当の者が電話します。話を聞いてから決めてください。"),
    Answer.NO: word("わかりました。ほかの場所をさがします。理由はおたずねしません。"),
    Answer.CAME: word("ありがとうございます。またしばらくしたら、様子をおたずねします。"),
    Answer.ABSENT: word("わかりました。担当の者がご本人に様子を聞きます。団体から連絡しなくてもだいじょうぶです。"),
    Answer.WORRY: word(
        "教えてくださり、ありがとうございます。担当の者が1週間のうちに電話します。急ぐときは、下の番号に電話してください。"
    ),
    Answer.UNCHANGED: word("ありがとうございます。今日確かめたことを、住民のページに出しました。"),
    Answer.CHANGED: word(
        "ありがとうございます。変わったところをなおしてください。むずかしいときは、下の番号に電話してください。"
    ),
}
FEW: Sequence[int] = range(6)
"""So many newcomers have a button each; more are typed."""

DONE: Mapping[str, str] = {
    "confirmed": word("ありがとうございます。今日確かめたことを、住民のページに出しました。"),
    "rested": word("休みにしました。住民のページに出ています。"),
    "opened": word("休みを取り消しました。いつもどおり開きます。"),
    "saved": word("なおしました。住民のページも変わりました。"),
    "same": word("変わったところはありませんでした。"),
    "undone": word("元に戻しました。"),
    "paused": word("「しばらく休み」にしました。担当の者が電話します。どうぞお大事に。"),
    "resumed": word("「開いています」に戻しました。ありがとうございます。"),
    "told": word("役所に伝えました。担当の者が確かめます。"),
    "moved": word("内容がほかの人の手で変わっています。下の内容を見てから、もう一度押してください。"),
    "revoked": word("その端末では、もう開けません。"),
}
"""By the word `done` of an address: what has just been done."""

"""What may the reader be about to type? A short list for the search box; the box works without it."""

from typing import Final

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from app.access import public as open_to_all
from app.public.blueprint import public
from app.public.finding import complete
from app.rendering.words import gettext as _
from app.rendering.words import ngettext
from core.words import word
from directory.search.completion import LONGEST, Completion, CompletionKind

KEPT_SECONDS: Final = 120
LABELS: Final = {
    CompletionKind.KIND: word("種類"),
    CompletionKind.WORD: word("ことば"),
    CompletionKind.DISTRICT: word("地区"),
    CompletionKind.NAME: word("名前"),
}


@public.get("/search/complete", endpoint="complete")
@open_to_all
def show_completions() -> ResponseReturnValue:
    """List what the typed text may become; it is the same for everybody, and kept by the browser for two minutes."""
    answer = jsonify(proposals=[_line(one) for one in complete(request.args.get("q", "")[:LONGEST])])
    answer.headers["Cache-Control"] = f"public, max-age={KEPT_SECONDS}"
    return answer


def _line(one: Completion) -> dict[str, str]:
    count = ngettext("%(num)sか所", "%(num)sか所", one.count)
    return {"text": one.text, "label": _(LABELS[one.kind]), "count": "" if one.kind is CompletionKind.NAME else count}

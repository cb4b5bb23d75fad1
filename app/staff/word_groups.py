"""Which words mean the same here? The office adds, changes and removes groups; each holds with the next search."""

import re

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import Form, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from app import requests
from app.access import requires
from app.forms.choices import choices_of
from app.forms.refusals import put_on_fields
from app.rendering.words import gettext as _
from app.rendering.words import lazy
from app.staff.blueprint import staff
from app.staff.person_changes import shown_version
from core.errors import InvalidError
from core.words import word
from directory import permissions, word_groups
from directory.models.word_group import Direction, WordGroup
from directory.word_groups import LONGEST_NOTE, WordGroupChange

SEE_OTHER, CONFLICT, UNPROCESSABLE = 303, 409, 422
DIRECTIONS = {
    Direction.BOTH: word("どのことばでも、たがいに見つける"),
    Direction.FROM_FIRST: word("はじめのことばだけが、ほかを見つける"),
}
DONE = {
    "added": word("ことばの組を加えました。次の検索から使われます。"),
    "changed": word("ことばの組をなおしました。次の検索から使われます。"),
    "removed": word("ことばの組を消しました。次の検索から使われません。"),
}
_BETWEEN = re.compile(r"[\r\n、,，]+")


class WordsForm(Form):
    """Words that belong together."""

    words = TextAreaField(
        lazy("ことば"),
        [InputRequired(lazy("ことばを書いてください。"))],
        description=lazy("1行に1つ、または「、」で分けて書きます。例：とんど焼き、どんど焼き、左義長"),
    )
    direction = RadioField(
        lazy("見つけかた"), choices=choices_of((one.value, lazy(text)) for one, text in DIRECTIONS.items())
    )
    note = StringField(
        lazy("理由のメモ"), [Length(max=LONGEST_NOTE, message=lazy("200文字までにしてください。"))], default=""
    )

    @property
    def change(self) -> WordGroupChange:
        """What was typed, as a value."""
        return WordGroupChange(
            tuple(_BETWEEN.split(self.words.data or "")), Direction(self.direction.data), self.note.data or ""
        )


@staff.get("/words", endpoint="word_groups")
@requires(permissions.WORD_GROUP_EDIT)
def list_groups() -> ResponseReturnValue:
    """List the town's own groups, with the form for a new one; `words` may be what was searched for in vain."""
    return _list_page(WordsForm(words=request.args.get("words", "")[:200], direction=Direction.BOTH.value))


@staff.post("/words", endpoint="add_word_group")
@requires(permissions.WORD_GROUP_EDIT)
def add_group() -> ResponseReturnValue:
    """Let some words mean the same."""
    form = _sent_form()
    if not form.validate():
        return _list_page(form, UNPROCESSABLE)
    try:
        word_groups.add_group(requests.session(), requests.actor(), form.change)
    except InvalidError as error:
        put_on_fields(form, error)
        return _list_page(form, UNPROCESSABLE)
    return _done("added")


@staff.get("/words/<uuid:group_id>", endpoint="word_group")
@requires(permissions.WORD_GROUP_EDIT, word_groups.find_group)
def show_group(group: WordGroup) -> ResponseReturnValue:
    """Show one group to be changed."""
    return _group_page(group, _form_of(group))


@staff.post("/words/<uuid:group_id>", endpoint="change_word_group")
@requires(permissions.WORD_GROUP_EDIT, word_groups.find_group)
def change_group(group: WordGroup) -> ResponseReturnValue:
    """Let the group hold other words."""
    form = _sent_form()
    if group.version != shown_version():
        now = _form_of(group)
        now.form_errors.append(_("ほかの人が先になおしました。いまの内容を見てから、もう一度なおしてください。"))
        return _group_page(group, now, CONFLICT)
    if not form.validate():
        return _group_page(group, form, UNPROCESSABLE)
    try:
        word_groups.change_group(requests.session(), requests.actor(), group, form.change)
    except InvalidError as error:
        put_on_fields(form, error)
        return _group_page(group, form, UNPROCESSABLE)
    return _done("changed")


@staff.get("/words/<uuid:group_id>/remove", endpoint="removing_word_group")
@requires(permissions.WORD_GROUP_EDIT, word_groups.find_group)
def ask_about_removing(group: WordGroup) -> ResponseReturnValue:
    """Ask whether the group is to go."""
    return render_template("staff/word_group_remove.html", group=group, directions=DIRECTIONS)


@staff.post("/words/<uuid:group_id>/remove", endpoint="remove_word_group")
@requires(permissions.WORD_GROUP_EDIT, word_groups.find_group)
def remove_group(group: WordGroup) -> ResponseReturnValue:
    """Let the words go their own ways."""
    word_groups.remove_group(requests.session(), requests.actor(), group)
    return _done("removed")


def _sent_form() -> WordsForm:
    form = WordsForm(request.form)
    form.direction.data = form.direction.data or Direction.BOTH.value
    return form


def _form_of(group: WordGroup) -> WordsForm:
    return WordsForm(words="\n".join(group.words), direction=group.direction.value, note=group.note)


def _list_page(form: WordsForm, status: int = 200) -> ResponseReturnValue:
    groups = word_groups.list_groups(requests.session())
    done = DONE.get(request.args.get("done", ""), "")
    page = render_template("staff/word_groups.html", groups=groups, form=form, directions=DIRECTIONS, done=done)
    return page, status


def _group_page(group: WordGroup, form: WordsForm, status: int = 200) -> ResponseReturnValue:
    return render_template("staff/word_group.html", group=group, form=form), status


def _done(what: str) -> ResponseReturnValue:
    return redirect(url_for("staff.word_groups", done=what), SEE_OTHER)

"""What is one part of a listing that a host corrects? Its form, what it would say then, and how it is written."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict
from wtforms import Form

from core.access import Actor
from core.words import word
from directory import listings
from directory.content import ListingContent
from directory.models.service import Service

Typed = MultiDict[str, str]
Said = Sequence[tuple[str, str]]
"""Labels with words, as the host reads them."""
UNKNOWN = word("未確認")


class Part(ABC):
    """One part of a listing, asked on a page of its own."""

    code: ClassVar[str]
    title: ClassVar[str]
    icon: ClassVar[str]
    hint: ClassVar[str] = ""
    button: ClassVar[str] = word("なおす")

    @abstractmethod
    def form(self, content: ListingContent, typed: Typed | None = None) -> Form:
        """The form, filled with what the listing says or with what was typed."""

    @abstractmethod
    def after(self, content: ListingContent, form: Form) -> ListingContent:
        """What the listing would say with a valid form."""

    @abstractmethod
    def said(self, content: ListingContent) -> Said:
        """What the listing says of this part, in words."""

    def can_correct(self, _content: ListingContent) -> bool:
        """Whether the form can hold what the listing says; if not, the host tells the office in words."""
        return True

    def write(self, session: Session, actor: Actor, service: Service, _form: Form, after: ListingContent) -> bool:
        """Let the listing say it; False when it did already."""
        return listings.rewrite(session, actor, service, after, reason=self.title) is not None

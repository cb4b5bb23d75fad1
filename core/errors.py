"""What can be wrong with a request, said below the web; app/errors.py turns each kind into a page."""

from collections.abc import Mapping


class DomainError(Exception):
    """The base of every refusal; its text is a plain Japanese sentence for the reader."""


class NotFoundError(DomainError):
    """The thing does not exist for this actor."""


class DeniedError(DomainError):
    """The actor may not do this."""


class ConflictError(DomainError):
    """Somebody else was first; nothing was written."""


class StaleVersionError(ConflictError):
    """The record changed after the form was shown; nothing was overwritten."""


class UnavailableError(DomainError):
    """The service cannot do this now (busy, full, or the audit cannot be written); nothing was half done."""


class InvalidError(DomainError):
    """Some fields need a change; `fields` maps a field's name to the sentence shown on it."""

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)

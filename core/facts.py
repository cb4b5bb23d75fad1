"""Is it so? Yes, no, or nobody has said yet: unknown is never taken for no."""

from enum import StrEnum


class Fact(StrEnum):
    """A three-valued answer; UNKNOWN is shown as 未確認 and asked about."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    @property
    def is_known(self) -> bool:
        """Whether somebody has answered."""
        return self is not Fact.UNKNOWN

    @classmethod
    def of(cls, answer: bool | None) -> "Fact":  # noqa: FBT001 - the three values of one answer
        """The fact that an optional boolean states."""
        if answer is None:
            return cls.UNKNOWN
        return cls.YES if answer else cls.NO

"""Which Japanese texts below the pages does a reader see? Those marked here; the pages translate them."""


def word(text: str) -> str:
    """The text itself, marked so that the catalogues of English and easy Japanese must have it."""
    return text

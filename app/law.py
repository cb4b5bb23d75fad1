"""The whole permission law, put together from what each package states."""

import accounts.permissions
import casework.permissions
import directory.permissions
import matching.permissions
from core.access import Law


def permission_law() -> Law:
    """Every entry of the law, registered in the order of the packages."""
    law = Law()
    for package in (accounts.permissions, directory.permissions, casework.permissions, matching.permissions):
        law.register(package.ENTRIES)
    return law

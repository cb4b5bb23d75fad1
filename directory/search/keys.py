"""By which number do index and columns speak of a listing? By one that hangs on its id only."""

from collections.abc import Iterable
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
"""Keys of listings, in order and each once unless it is said otherwise."""

NO_KEYS: Keys = np.empty(0, dtype=np.uint64)


def key_of(listing_id: str) -> int:
    """The number of an id: 64 bits of a hash, so that two of a million ids share one in 1 of 40 million cases."""
    return int.from_bytes(blake2b(listing_id.encode(), digest_size=8).digest())


def keys_of(listing_ids: Iterable[str]) -> Keys:
    """The numbers of ids, in the order of the ids."""
    return np.fromiter(map(key_of, listing_ids), dtype=np.uint64)


def ordered(keys: Iterable[int]) -> Keys:
    """The keys in order, each once."""
    return np.unique(np.fromiter(keys, dtype=np.uint64))

"""What a domain shows in place of a subject, of a record's number and of a date.

All of it derives from the subject's secret and the domain's key: without the secret (erasure) what was released can no
longer be attributed to anyone, and two domains have nothing in common.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from transforms.keyed import as_base32, as_uint64, keyed_digests, keyed_pairs, keyed_rows

if TYPE_CHECKING:
    import numpy.typing as npt
    import pyarrow as pa

    from transforms.keys import DomainKey

FARTHEST_SHIFT = 365
"""Days. A year each way keeps ages true within a year and hides the day, the weekday and the season."""

_END_OF_SCOPE = b"\x00"


def subject_pseudonyms(domain: DomainKey, secrets: npt.NDArray[np.uint8]) -> pa.Array:
    """One pseudonym per subject: ``s`` and 16 characters of base32; ``secrets`` is uint8 (n, 16)."""
    return as_base32(keyed_rows(domain.derive("subject"), secrets), "s")


def record_pseudonyms(
    domain: DomainKey, values: pa.Array, scope: str, secrets: npt.NDArray[np.uint8] | None = None
) -> pa.Array:
    """One pseudonym per value: ``r`` and 16 characters; the caller masks nulls.

    Args:
        domain: equal values get equal pseudonyms inside it, and unrelated ones elsewhere.
        values: strings.
        scope: what kind of number it is; equal numbers of two kinds get different pseudonyms.
        secrets: uint8 (n, 16), the secrets of the subjects the values belong to, row by row; without them the value
            belongs to no subject, as a care provider's number.
    """
    prefix = scope.encode() + _END_OF_SCOPE
    if secrets is None:
        return as_base32(keyed_digests(domain.derive("record"), values, prefix=prefix), "r")
    return as_base32(keyed_pairs(domain.derive("record"), secrets, values, prefix=prefix), "r")


def date_shifts(domain: DomainKey, secrets: npt.NDArray[np.uint8]) -> npt.NDArray[np.int64]:
    """Days by which all dates of each subject move in a domain: from -365 to 365, never 0."""
    drawn = as_uint64(keyed_rows(domain.derive("shift"), secrets)) % np.uint64(2 * FARTHEST_SHIFT)
    days = drawn.astype(np.int64) - FARTHEST_SHIFT
    return np.where(days >= 0, days + 1, days)


def suppression_lots(domain: DomainKey, secrets: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint64]:
    """A number per subject by which is drawn whose cells are hidden; equal in all versions of a domain's releases."""
    return as_uint64(keyed_rows(domain.derive("suppression"), secrets))

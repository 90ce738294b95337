"""The request that an export or erasure answers: flows know people by the number of their request only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from detectors.errors import UsageError
from transforms.subjects.vault.requests import requests

if TYPE_CHECKING:
    import sqlalchemy as sa

    from transforms.subjects.requests import Right
    from transforms.subjects.vault import Vault
    from transforms.subjects.vault.requests import StoredRequest


def asked(vault: Vault, connection: sa.Connection, number: int, right: Right) -> StoredRequest:
    """The request of that number.

    Raises:
        UsageError: there is none, or it uses another right.
    """
    found = next((each for each in requests(vault, connection) if each.id == number), None)
    if found is None or found.kind != right:
        raise UsageError(f"There is no request {number} for {right}.", hint="List them: veilig subject requests --all")
    return found

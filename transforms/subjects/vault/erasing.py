"""Erasure (GDPR art. 17): what the vault forgets of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

import sqlalchemy as sa

from transforms.subjects.vault.corrections import forget_corrections
from transforms.subjects.vault.standings import current_id, everyone, stand
from transforms.subjects.vault.statements import forget_statements
from transforms.subjects.vault.subject_parts import SubjectPart, change_parts
from transforms.subjects.vault.suggestions import forget_suggestions

if TYPE_CHECKING:
    from transforms.subjects.vault.packing import Integers
    from transforms.subjects.vault.vault import Vault


def erase(vault: Vault, connection: sa.Connection, subject: int) -> None:
    """Forget the secret, names, traits, corrections and statements of a subject and of all that were merged with it.

    Look-ups stay, so that it is not met as new, and so does its place in the register of releases.
    """
    subject = current_id(connection, subject)
    gone = everyone(connection, subject)
    for one in gone:
        stand(connection, one, erased=True, restricted=True)
    change_parts(vault, connection, gone, _without)
    forget_statements(vault, connection, gone)
    forget_corrections(vault, connection, subject)
    forget_suggestions(connection, gone)


def _without(part: SubjectPart, places: Integers) -> SubjectPart:
    return part.without_secrets(places).without_traits(places).without_names(places)

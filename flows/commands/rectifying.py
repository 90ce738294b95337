"""``veilig subject rectify``: a value is wrong, and the person says what is right."""

from __future__ import annotations

import json
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detectors.errors import UsageError
from flows.commands.asking import FromOption, answered, asked_lines, chosen
from flows.commands.options import HERE, AsOfOption, ExportsOption, JsonOption, WorkspaceOption
from flows.commands.requesting import ReceivedOption, as_day, tell
from flows.commands.running import ready_for_prefect, sign_of_life
from flows.commands.unread import UNREADABLE, may_still_hold

if TYPE_CHECKING:
    from flows.rectify import Rectified, WrongRecord


class Correctable(StrEnum):
    """Categories in which a person may correct a value: see ``transforms.subjects.corrections``."""

    BIRTH_DATE = "birth_date"
    POSTAL_CODE = "postal_code"
    COUNTRY = "country"
    GENDER_AT_BIRTH = "gender_at_birth"
    GENDER_IDENTITY = "gender_identity"
    LANGUAGE = "language"
    PROFESSION = "profession"
    INSURER = "insurer"
    PERSON_NAME = "person_name"
    EMAIL = "email"


IDENTITY = (Correctable.PERSON_NAME, Correctable.EMAIL)
RIGHT, WRONG = "right", "wrong"


def rectify(
    category: Annotated[Correctable, typer.Argument(help="What is wrong.")],
    source: FromOption = None,
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    received: ReceivedOption = None,
    *,
    as_json: JsonOption = False,
) -> int:
    """Keep the value that is right, and release it from now on.

    Every later release holds it in place of what the exports say. Asks for the person, then for the right value, and of
    a name or an e-mail address for the wrong one; a file given with --from holds them as `right: …` and `wrong: …`.
    Reads the exports, and lists the records that hold another value: whoever keeps those systems must mend them (GDPR
    art. 16). Exit code 11 when an export could not be read.
    """
    from flows.rectify import rectify as keep
    from flows.rights import find_people

    lines, values = _values_apart(asked_lines(source))
    subject = chosen(find_people(workspace, lines)).subject
    right, wrong = _asked_values(category, values, prompt=source is None)
    rectified = keep(workspace, subject, category, right, wrong, as_day(received))
    if not as_json:
        typer.echo(f"Subject {subject}: the right {category} is kept, and released from now on.")
        tell(rectified.handled, left_out=False)
    found: list[WrongRecord] = []
    unread = 0
    if category not in IDENTITY or wrong:
        found, unread = _to_mend(workspace, exports, as_of, rectified, quiet=as_json)
        _list(found, unread, quiet=as_json)
    if as_json:
        typer.echo(json.dumps(_as_dict(rectified, found, unread), indent=2))
    return UNREADABLE if unread else 0


def _values_apart(lines: list[str]) -> tuple[list[str], dict[str, str]]:
    """The lines that identify the person, and the values that ``right:`` and ``wrong:`` start."""
    values = {}
    identifying = []
    for line in lines:
        word, _, value = line.partition(":")
        if word.strip().lower() in (RIGHT, WRONG):
            values[word.strip().lower()] = value.strip()
        else:
            identifying.append(line)
    return identifying, values


def _asked_values(category: Correctable, values: dict[str, str], *, prompt: bool) -> tuple[str, str]:
    """The right value, and the wrong one of a name or an address."""
    if RIGHT not in values and not prompt:
        raise UsageError("The file does not tell the right value.", hint="Add a line `right: …`.")
    right = values.get(RIGHT) or answered("Right value")
    if WRONG in values or not prompt or category not in IDENTITY:
        return right, values.get(WRONG, "")
    return right, answered("Wrong value that the systems hold (empty if none)", default="")


def _to_mend(
    workspace: Path, exports: ExportsOption, as_of: AsOfOption, rectified: Rectified, *, quiet: bool
) -> tuple[list[WrongRecord], int]:
    """The records that hold another value, and how many exports could not be read."""
    ready_for_prefect(workspace)
    from flows.rectify import records_to_mend

    with sign_of_life(quiet=quiet):
        return records_to_mend(workspace, exports.resolve() if exports else None, as_day(as_of), rectified)


def _list(found: list[WrongRecord], unread: int, *, quiet: bool) -> None:
    if quiet:
        return
    typer.echo("Records to mend by whoever keeps the system:" if found else "No record holds another value.")
    for record in found:
        number = f", number {record.native_id}" if record.native_id else ""
        typer.echo(f"  {record.system}: {record.file}, table {record.table}, row {record.row}{number}")
    if unread:
        typer.echo(may_still_hold(unread))


def _as_dict(rectified: Rectified, found: list[WrongRecord], unread: int) -> dict[str, object]:
    request = rectified.handled.request
    return {
        "subject": rectified.subject,
        "category": rectified.category,
        "request": request.id,
        "due": request.due.isoformat(),
        "releases": [f"{entry.release} {entry.version}" for entry in rectified.handled.releases],
        "records": [asdict(record) for record in found],
        "unread_files": unread,
    }

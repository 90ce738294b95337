"""``veilig keys``: the keyring, its epochs, and how a workspace moves on to a new one."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from detectors.errors import UsageError
from flows.commands.asking import confirm
from flows.commands.options import HERE, WorkspaceOption
from flows.numbers import several

if TYPE_CHECKING:
    from flows.workspace import Workspace

keys_app = typer.Typer(help="The keyring: its epochs, and moving on to a new one.", no_args_is_help=True)

OutOption = Annotated[
    Path | None,
    typer.Option(
        "--out", help="New file for the keyring, where its source is nothing that can be written; readable by you only."
    ),
]


@keys_app.command()
def init(workspace: WorkspaceOption = HERE, out: OutOption = None) -> None:
    """Make the keyring of a workspace that has none."""
    from flows.keys import make_keyring
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    _tell_where(make_keyring(opened, out), out)


@keys_app.command()
def show(
    workspace: WorkspaceOption = HERE,
    backup: Annotated[
        Path | None, typer.Option("--backup", help="A copy of the keyring: ends with 14 if it lacks an epoch.")
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print it as JSON.")] = False,
) -> None:
    """Show which epochs there are and what uses which.

    Shows fingerprints, never keys.
    """
    from flows.keys import keys_in_use, refuse_incomplete_backup
    from flows.workspace import open_workspace

    opened = open_workspace(workspace)
    if backup is not None:
        typer.echo(
            f"ok    {backup.name} holds {several(refuse_incomplete_backup(opened, backup), 'epoch')}, all there are"
        )
        return
    keys = keys_in_use(opened)
    if as_json:
        typer.echo(json.dumps(asdict(keys), indent=2))
        return
    typer.echo(f"keyring  {keys.source}")
    for epoch in keys.epochs:
        typer.echo(f"epoch {epoch.epoch:<3}{epoch.fingerprint}  {', '.join(epoch.used_for) or 'not in use'}")


@keys_app.command()
def rotate(
    workspace: WorkspaceOption = HERE,
    domain: Annotated[
        str | None, typer.Option("--domain", help="Move this domain to the newest epoch: all its pseudonyms change.")
    ] = None,
    out: OutOption = None,
    *,
    vault: Annotated[bool, typer.Option("--vault", help="Seal the vault anew, under the newest epoch.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask before a domain's pseudonyms change.")] = False,
) -> None:
    """Add a key epoch, or move a domain or the vault to the newest.

    A new epoch is for new domains; one that was released stays at its own until it is moved.
    """
    from flows.workspace import open_workspace

    if sum((domain is not None, vault, out is not None)) > 1:
        raise UsageError("--domain, --vault and --out do not go together.", hint="Do one after the other.")
    opened = open_workspace(workspace)
    if domain is not None:
        _move(opened, domain, sure=yes)
    elif vault:
        _reseal(opened)
    else:
        _add_epoch(opened, out)


def _add_epoch(workspace: Workspace, out: Path | None) -> None:
    from flows.keys import rotate

    epoch, target = rotate(workspace, out)
    _tell_where(target, out)
    typer.echo(f"New domains use epoch {epoch}. Domains that were released, and the vault, keep theirs.")


def _move(workspace: Workspace, domain: str, *, sure: bool) -> None:
    from flows.keys import move_domain, refuse_if_not_movable

    refuse_if_not_movable(workspace, domain)
    typer.echo(
        f"The next release of {domain} will have other pseudonyms and other date shifts than those before: "
        "nobody outside can join them any more. Old releases can still be resolved.",
        err=True,
    )
    if not sure:
        confirm("Go on?", unasked="Nothing was changed. Use --yes where nobody sits at a terminal.")
    epoch = move_domain(workspace, domain, dt.datetime.now(tz=dt.UTC).date())
    typer.echo(f"The domain {domain} uses epoch {epoch} from its next release on.")


def _reseal(workspace: Workspace) -> None:
    from flows.keys import reseal_vault

    epoch = reseal_vault(workspace)
    typer.echo(f"What the vault encrypts is sealed under epoch {epoch}.")
    typer.echo(
        "Its look-ups and its index of identifiers keep their epoch, since they are made from identifiers in clear, "
        "which the vault does not have; so does every copy of the vault made before."
    )


def _tell_where(target: Path, out: Path | None) -> None:
    typer.echo(f"{'New keyring' if out else 'Keyring'}: {target}")
    if out:
        typer.echo("Store all of what it says where `keyring:` in veilig.yaml points, then delete the file.")
    else:
        typer.echo("Make a backup of it, apart from the data; check it with: veilig keys show --backup FILE")

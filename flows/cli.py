"""The command line. Heavy packages are imported inside the commands that need them, so that help is instant."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer
from typer.exceptions import TyperException

from detectors.errors import UsageError, VeiligError
from flows.commands.audit import audit_app
from flows.commands.keys import keys_app
from flows.commands.options import HERE, AsOfOption, ExportsOption, JsonOption, QuietOption, WorkspaceOption
from flows.commands.reidentify import reidentify
from flows.commands.retention import retention
from flows.commands.running import run_flow
from flows.commands.subject import subject_app

app = typer.Typer(
    name="veilig",
    help="Finds the personal data in a clinic's exports and publishes only what may leave.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.add_typer(keys_app, name="keys")
app.add_typer(audit_app, name="audit")
app.add_typer(subject_app, name="subject")


def main() -> None:
    """Runs the command; a mistake of the user's or of a file's is told in one sentence, and the exit code says which.

    0 done · 1 a defect · 2 usage · 10 configuration or policy invalid · 11 some input could not be read (the rest was
    done) · 12 contract broken · 13 gate refused a release · 14 key or vault unavailable · 15 nothing new ·
    16 something is past its term (``veilig retention``, ``veilig subject requests``) · 17 a second person has to allow
    it (``veilig reidentify``)
    """
    try:
        code = app(standalone_mode=False)
    except VeiligError as error:
        _tell(f"veilig: {error}")
        sys.exit(error.exit_code)
    except typer.Abort:
        _tell("\nveilig: stopped.")  # the cursor stands behind the question
        sys.exit(130)
    except TyperException as error:
        show = getattr(error, "show", None)  # a mistake on the command line knows the usage line to show
        show() if show else _tell(f"veilig: {error}")
        sys.exit(error.exit_code)
    except Exception as error:  # noqa: BLE001 - a traceback would show what the code was holding
        from flows.boundary import Defect

        _tell(f"veilig: {Defect.of(error)}")
        sys.exit(Defect.exit_code)
    sys.exit(code if isinstance(code, int) else 0)


@app.command()
def init(
    clinic: Annotated[str, typer.Argument(help="Name of the clinic.")],
    workspace: WorkspaceOption = HERE,
    exports: Annotated[Path | None, typer.Option("--exports", help="Folder of the exports.")] = None,
) -> None:
    """Make a workspace.

    That is veilig.yaml, policies/, decisions.yaml, and private/ with a new keyring.
    """
    from flows.workspace import create_workspace

    made = create_workspace(workspace, clinic, exports.resolve() if exports else None)
    typer.echo(f"Workspace ready: {made.root}")
    typer.echo(f"Put the systems' exports below {made.exports}, then: veilig run --workspace {workspace}")
    typer.echo(f"Keep {made.private} safe and apart from the data: whoever has it can tell who is who.")


@app.command()
def run(
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Discover, link, make every release: a normal day's command."""
    return run_flow("run", workspace, exports, as_of, as_json=as_json, quiet=quiet)


@app.command()
def discover(
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    *,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Find out what every column is.

    The answer stands in reports/data-map.html and .json.
    """
    return run_flow("discover", workspace, exports, as_of, as_json=as_json, quiet=quiet)


@app.command()
def release(
    name: Annotated[str, typer.Argument(help="A policy of the workspace, e.g. research.")],
    workspace: WorkspaceOption = HERE,
    exports: ExportsOption = None,
    as_of: AsOfOption = None,
    *,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would leave and what not; write nothing.")
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> int:
    """Make one release."""
    chosen = {"releases": (name,), "dry_run": dry_run}
    return run_flow("run", workspace, exports, as_of, as_json=as_json, quiet=quiet, **chosen)


@app.command()
def verify(
    path: Annotated[Path, typer.Argument(help="A version's folder below datasets/, or a certificate of an erasure.")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Check a release or a certificate again.

    Of a release the checksums, the contract and the gate; of a certificate the signature and the key.
    """
    from flows.verify import verify_path

    for line in verify_path(path, workspace):
        typer.echo(line)


@app.command()
def explain(
    column: Annotated[str, typer.Argument(metavar="TABLE.COLUMN", help="e.g. ehr.patients.birth_date")],
    workspace: WorkspaceOption = HERE,
) -> None:
    """Say why a column has its category, and how it is released."""
    from flows.explain import explain_column
    from flows.workspace import open_workspace

    for line in explain_column(open_workspace(workspace), column):
        typer.echo(line)


@app.command()
def decide(
    column: Annotated[str, typer.Argument(metavar="TABLE.COLUMN")],
    category: Annotated[str, typer.Argument(help="A category of the taxonomy, e.g. person_name.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it stands in the decisions file.")],
    workspace: WorkspaceOption = HERE,
    role: Annotated[str, typer.Option("--role", help="Which part of the category, e.g. family, given.")] = "",
) -> None:
    """Rule on a finding; the next run follows the ruling."""
    from flows.explain import decide_column
    from flows.workspace import open_workspace

    typer.echo(decide_column(open_workspace(workspace), column, category, role=role, reason=reason))


@app.command()
def detect(
    file: Annotated[Path | None, typer.Argument(help="JSONL; without it, standard input.")] = None,
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="Use the lists of names and the model of this workspace.")
    ] = None,
) -> None:
    """Find personal data in texts: JSONL in, JSONL out.

    A line in is {"id", "text", "language"?, "known"?}.
    """
    from flows.detect import detect_lines

    if workspace is not None:
        from flows.additions import use_additions
        from flows.workspace import open_workspace

        use_additions(open_workspace(workspace))
    if file is not None and not file.is_file():
        raise UsageError(f"There is no file {file}.", hint="Name a JSONL file, or pipe one in.")
    source = sys.stdin if file is None else file.open(encoding="utf-8")
    with source:
        for line in detect_lines(source):
            typer.echo(line)


@app.command()
def doctor(workspace: WorkspaceOption = HERE) -> int:
    """Check that everything is in place.

    Python, packages, keys, folders and Prefect's settings.
    """
    from flows.doctor import examine

    findings = examine(workspace)
    for finding in findings:
        typer.echo(f"{'ok  ' if finding.fine else 'FAIL'}  {finding.subject}: {finding.state}")
    return max((finding.exit_code for finding in findings if not finding.fine), default=0)


app.command()(reidentify)
app.command()(retention)


def _tell(message: str) -> None:
    typer.echo(message, err=True)

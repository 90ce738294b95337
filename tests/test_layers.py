"""The tree keeps its shape: dependencies point one way, and light commands import nothing heavy."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ALLOWED = {"detectors": {"detectors"}, "transforms": {"detectors", "transforms"}}
OURS = {"flows", "detectors", "transforms"}
MODULES = sorted(path for package in OURS for path in (ROOT / package).rglob("*.py"))
HEAVY = ("prefect", "presidio_analyzer", "spacy", "pandas", "pyarrow", "numpy", "sqlalchemy")


def imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_dependencies_point_one_way(path: Path) -> None:
    """Flows → transforms → detectors; nothing below flows/*.py knows Prefect."""
    package = path.relative_to(ROOT).parts[0]
    names = imported(path)
    assert {name.split(".")[0] for name in names} & OURS <= ALLOWED.get(package, OURS)
    if path.parent != ROOT / "flows":
        assert not any(name.split(".")[0] == "prefect" for name in names)


@pytest.mark.parametrize("command", [["--help"], ["run", "--help"], ["subject", "links", "--help"]])
def test_help_imports_nothing_heavy(command: list[str]) -> None:
    """Help is instant only as long as no heavy package is imported for it."""
    code = f"import sys; from flows.cli import app; app({command!r}, standalone_mode=False); print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert not set(HEAVY) & set(done.stdout.split())


def test_our_package_names_collide_with_nothing_installed() -> None:
    """The three import names are generic; a dependency that ships one of them would shadow ours."""
    from importlib.metadata import distribution, packages_distributions

    owners = packages_distributions()
    for name in OURS:
        assert {distribution(owner).metadata["Name"] for owner in owners.get(name, [])} <= {"veilig"}

"""What a researcher opens first: README.md, and scripts that read the release in Python and R."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flows.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


def write_readme(report: Mapping[str, Any], folder: Path) -> None:
    """Writes the README and the reading scripts."""
    for name in ("README.md", "read.py", "read.R"):
        text = render(f"{name}.j2", report=report, pseudonymised=report["audience"] == "academic")
        (folder / name).write_text(text, encoding="utf-8")

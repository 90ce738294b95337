"""veilig.yaml: what to read, as of when."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field


class Config(BaseModel):
    """The settings of one workspace. Flags of the command line win over the file, the file over the defaults."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    clinic: Annotated[str, Field(description="Name of the clinic, shown in reports.", min_length=1)]
    exports: Annotated[Path, Field(description="Folder of the exports, relative to the workspace or absolute.")] = Path(
        "exports"
    )
    as_of: Annotated[
        dt.date | None,
        Field(description="Reference date for ages, minors and terms. Without it: the day of the run."),
    ] = None
    vault: Annotated[str, Field(description="SQLAlchemy URL of the vault. Without it: a SQLite file in private/.")] = ""


def load_config(path: Path) -> Config:
    """The settings in that file.

    Raises:
        ConfigurationError: naming file and line of each mistake.
    """
    from transforms.yaml_source import load_yaml

    return load_yaml(path, Config)


def config_schema() -> dict[str, Any]:
    """JSON Schema of veilig.yaml."""
    return Config.model_json_schema()


def config_text(clinic: str, exports: Path | None) -> str:
    """A first veilig.yaml, with every setting explained.

    >>> print(config_text("Clinic", None).splitlines()[1])
    clinic: "Clinic"
    """
    folder = "exports" if exports is None else str(exports)
    return f"""\
# yaml-language-server: $schema=.schemas/veilig.schema.json
clinic: {json.dumps(clinic, ensure_ascii=False)}
exports: {json.dumps(folder, ensure_ascii=False)}  # one folder per system below it
# as_of: 2026-01-31                    # reference date for ages and minors; without it: the day of the run
# vault: postgresql+psycopg://…        # without it: a SQLite file in private/
"""

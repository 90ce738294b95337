"""veilig.yaml: what to read, as of when, and what the clinic adds: lists of names, a model."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from transforms.retention.settings import RetentionSettings, retention_mistakes
from transforms.yaml_source import Mistake, load_yaml


class ListOfNames(BaseModel):
    """A file of names."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    path: Annotated[Path, Field(description="The file, relative to the workspace or absolute.")]
    kind: Annotated[
        Literal["", "first", "family"], Field(description="First names or family names. Without it: the header tells.")
    ] = ""
    least: Annotated[int, Field(description="Names with fewer bearers are left out.", ge=1)] = 1


class KeySource(BaseModel):
    """Where the keyring comes from; exactly one of these."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True, populate_by_name=True)

    file: Annotated[Path | None, Field(description="A file of mode 0600, relative to the workspace or absolute.")] = (
        None
    )
    env: Annotated[str, Field(description="An environment variable that holds the keyring's text.")] = ""
    command: Annotated[
        tuple[str, ...], Field(description="A program and its arguments; what it prints is the keyring. No shell.")
    ] = ()
    prefect_secret: Annotated[
        str, Field(alias="prefect-secret", description="A Secret block of Prefect that holds the keyring's text.")
    ] = ""

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if sum(map(bool, (self.file, self.env, self.command, self.prefect_secret))) != 1:
            raise ValueError("name one source: file, env, command or prefect-secret")
        return self

    @property
    def kind(self) -> Literal["file", "env", "command", "prefect-secret"]:
        """Which of the four."""
        return "env" if self.env else "command" if self.command else "prefect-secret" if self.prefect_secret else "file"

    @property
    def told(self) -> str:
        """The source in words, without arguments of the command."""
        if self.kind == "env":
            return f"environment variable {self.env}"
        if self.kind == "command":
            return f"what {Path(self.command[0]).name} prints"
        return (self.file or Path()).name if self.kind == "file" else f"Secret block {self.prefect_secret}"


def _long_form(given: Any) -> Any:
    """``env:NAME`` is short for ``{env: NAME}``."""
    kind, colon, value = given.partition(":") if isinstance(given, str) else ("", "", "")
    return {kind: value} if colon else given


_ShortForm = Annotated[str, Field(pattern="^(file|env|prefect-secret):.+$")]


class Reidentify(BaseModel):
    """How many people it takes to learn who is behind a pseudonym."""

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    approvals: Annotated[
        int, Field(ge=1, le=2, description="1: the key holder alone. 2: a second person must approve each question.")
    ] = 1


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
    keyring: Annotated[
        KeySource,
        BeforeValidator(_long_form, json_schema_input_type=KeySource | _ShortForm),
        Field(description="Where the keyring comes from. Without it: private/keyring.json."),
    ] = KeySource(file=Path("private/keyring.json"))
    reidentify: Annotated[Reidentify, Field(description="Who may ask who somebody is.")] = Reidentify()
    retention: Annotated[RetentionSettings, Field(description="How long what is kept.")] = RetentionSettings()
    lexicon_paths: Annotated[
        tuple[Path | ListOfNames, ...], Field(description="Files of names, known beside veilig's own lists.")
    ] = ()
    names_model: Annotated[
        str | dict[Literal["nl", "fr", "de", "en"], str],
        Field(description="A model that reads along: spacy:…, gliner:… or transformers:…; or one per language."),
    ] = ""

    @property
    def name_lists(self) -> tuple[ListOfNames, ...]:
        """The files of names, those that are a bare path too."""
        return tuple(one if isinstance(one, ListOfNames) else ListOfNames(path=one) for one in self.lexicon_paths)


def load_config(path: Path) -> Config:
    """The settings in that file.

    Raises:
        ConfigurationError: naming file and line of each mistake.
    """
    return load_yaml(path, Config, _mistakes)


def _mistakes(config: Config) -> Iterator[Mistake]:
    for mistake in retention_mistakes(config.retention):
        yield Mistake(("retention", *mistake.location), mistake.sentence)


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
# keyring: env:CLINIC_KEYRING          # or {{command: [pass, show, veilig]}}, {{prefect-secret: veilig}} (docs/keys.md)
# reidentify: {{approvals: 2}}           # a second person must approve each question (docs/keys.md)
# retention: {{classes: {{patient_file: {{term: 40 years}}}}}}   # how long what is kept (docs/retention.md)
# lexicon_paths: [lists/names.csv]     # your own lists of names (docs/names.md)
# names_model: spacy:nl_core_news_lg   # a model that you have; nothing is downloaded
"""

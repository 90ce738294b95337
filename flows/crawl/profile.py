"""What is known of the systems' exports, kept as data: one YAML file per system in ``profiles/``.

A profile says how an export of the system is recognised (by its columns or JSON keys; the folder it lies in only tips
the balance), which table it becomes, and what its columns are. Whatever no profile knows is read all the same, and its
columns are classified by content.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import yaml

from detectors.errors import ConfigurationError
from detectors.tables import Declared
from detectors.taxonomy import BY_NAME
from transforms.retention.classes import shipped

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_FOLDER_BONUS = 0.25


@dataclass(frozen=True)
class Sign:
    """One way to know an export by the names of its columns or keys.

    Attributes:
        every: all of these must be there.
        some: at least ``at_least`` of these must be there.
        none: none of these may be there.
        in_folder: holds only below the system's own folder, where the names alone would not be telling enough.
    """

    every: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    at_least: int = 0
    none: frozenset[str] = frozenset()
    in_folder: bool = False

    def holds(self, names: Collection[str], *, at_home: bool) -> bool:
        """Whether these names, folded, carry the sign."""
        present = set(names)
        return (
            self.every <= present
            and len(self.some & present) >= self.at_least
            and not self.none & present
            and (at_home or not self.in_folder)
        )


@dataclass(frozen=True)
class Known:
    """A table that a profile describes.

    Attributes:
        name: full name, or only ``<system>.`` when the file's name completes it.
        fallback: last part of the name when the file's name says nothing.
        dropped: words of file names that say nothing.
        records: keys under which JSON answers wrap their list of records.
        unwrap: key of an object in which each record is wrapped.
        answers: key of a dictionary of form answers, to be turned into one column per question.
        children: nested list → the table it becomes.
        by_content: further columns that the system is known to have; what they hold differs.
        same_as: name of a column in one kind of export → its name in the table; see ``column_names``.
        codes: column → code → the word that other exports of the system have for it.
        label_prefix: before the names of fields that the clinic added; lists show these under their labels.
        retention: class of retention; a table without one has that of its system.
    """

    system: str
    name: str
    signs: tuple[Sign, ...] = ()
    folders: frozenset[str] = frozenset()
    identifies: tuple[str, ...] = ()
    stated_at: tuple[str, ...] = ()
    columns: Mapping[str, Declared] = field(default_factory=dict)
    fallback: str = ""
    dropped: frozenset[str] = frozenset()
    records: tuple[str, ...] = ()
    unwrap: str = ""
    answers: str = ""
    children: Mapping[str, Known] = field(default_factory=dict)
    by_content: frozenset[str] = frozenset()
    same_as: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    label_prefix: str = ""
    retention: str = ""

    def declared(self, column: str) -> Declared | None:
        """What the column holds, if the profile says so."""
        folded = fold(column)
        return self.columns.get(folded) or self.columns.get(fold(self.same_as.get(folded, "")))

    def knows(self, column: str) -> bool:
        """Whether the profile names the column, in whatever kind of export."""
        folded = fold(column)
        return folded in self.columns or folded in self.same_as or folded in self.by_content

    def identifying(self, columns: Collection[str]) -> str:
        """The column with the native id of a row."""
        return _first(self.identifies, columns)

    def stating(self, columns: Collection[str]) -> str:
        """The column with the date on which a row was written or last changed."""
        return _first(self.stated_at, columns)


def fold(name: str) -> str:
    """A column name as names are compared: one blank between words, case ignored."""
    return " ".join(name.split()).casefold()


def _first(wanted: tuple[str, ...], columns: Collection[str]) -> str:
    folded = {fold(column): column for column in columns}
    return next((folded[fold(name)] for name in wanted if fold(name) in folded), "")


def retention_of_systems() -> dict[str, str]:
    """System → class of retention, for tables of a known system that its profile does not describe."""
    by_system: dict[str, set[str]] = {}
    for known in known_tables():
        by_system.setdefault(known.system, set()).add(known.retention)
    return {system: classes.pop() for system, classes in sorted(by_system.items()) if len(classes) == 1}


def recognise(names: Collection[str], system: str) -> Known | None:
    """The table that columns or keys of these names belong to, or None.

    Args:
        names: column names of a delimited file or sheet, or the keys of JSON records.
        system: first folder below the exports.
    """
    system = system.casefold()
    folded = {fold(name) for name in names}
    fitting = [
        (_likeness(known, folded, system), known)
        for known in known_tables()
        if any(sign.holds(folded, at_home=system in known.folders) for sign in known.signs)
    ]
    return max(fitting, key=lambda pair: pair[0])[1] if fitting else None


def _likeness(known: Known, names: Collection[str], system: str) -> float:
    familiar = sum(known.knows(name) or any(name in sign.every for sign in known.signs) for name in names)
    return familiar / max(len(names), 1) + (_FOLDER_BONUS if system in known.folders else 0)


@cache
def known_tables() -> tuple[Known, ...]:
    """All tables of all profiles.

    Raises:
        ConfigurationError: a profile names a category that does not exist, or lacks a part.
    """
    files = sorted(
        (entry for entry in resources.files("flows.crawl.profiles").iterdir() if entry.name.endswith(".yaml")),
        key=lambda entry: entry.name,
    )
    return tuple(known for entry in files for known in load(entry.read_text(encoding="utf-8"), entry.name))


def load(text: str, origin: str) -> tuple[Known, ...]:
    """The tables of one profile.

    Raises:
        ConfigurationError: see ``known_tables``.
    """
    profile = yaml.safe_load(text)
    try:
        system = str(profile["system"])
        folders = frozenset(profile.get("folders", [system]))
        retention = _retention_class(profile)
        return tuple(_known(system, folders, key, table, retention) for key, table in profile["tables"].items())
    except (KeyError, TypeError, AttributeError, ValueError) as error:
        raise ConfigurationError(
            f"The profile {origin} is not valid: {error}.", hint="Compare it with another profile."
        ) from None


def _known(system: str, folders: frozenset[str], key: str, table: Mapping[str, Any], retention: str) -> Known:
    named_by_file = bool(table.get("named_by_file"))
    retention = _retention_class(table) or retention
    columns = {fold(name): _declaration(text) for name, text in table.get("columns", {}).items()}
    return Known(
        system=system,
        name=f"{system}." if named_by_file else f"{system}.{key}",
        signs=tuple(_sign(sign) for sign in table.get("known_by", [])),
        folders=folders,
        identifies=_texts(table.get("identifies", [])),
        stated_at=_texts(table.get("stated_at", [])),
        columns=columns,
        fallback=key if named_by_file else "",
        dropped=frozenset(_texts(table.get("dropped_words", []))),
        records=_texts(table.get("records", [])),
        unwrap=str(table.get("unwrap", "")),
        answers=str(table.get("answers", "")),
        children=_children(system, folders, key, table.get("children", {}), retention),
        by_content=_folded(table.get("by_content", [])),
        same_as={fold(name): _one_of(columns, column) for name, column in table.get("same_as", {}).items()},
        codes={_one_of(columns, column): _words(codes) for column, codes in table.get("codes", {}).items()},
        label_prefix=str(table.get("label_prefix", "")),
        retention=retention,
    )


def _children(
    system: str, folders: frozenset[str], key: str, children: Mapping[str, Mapping[str, Any]], retention: str
) -> dict[str, Known]:
    return {
        name: _known(system, folders, str(child.get("table", f"{key}.{name}")), child, retention)
        for name, child in children.items()
    }


def _retention_class(declared: Mapping[str, Any]) -> str:
    name = str(declared.get("retention", ""))
    if name and name not in shipped():
        raise ValueError(f"there is no class of retention {name!r}")
    return name


def _sign(sign: Mapping[str, Any]) -> Sign:
    return Sign(
        every=_folded(sign.get("all", [])),
        some=_folded(sign.get("some", [])),
        at_least=int(sign.get("at_least", 1 if "some" in sign else 0)),
        none=_folded(sign.get("none", [])),
        in_folder=bool(sign.get("in_folder", False)),
    )


def _declaration(text: str) -> Declared:
    category, _, role = text.partition("/")
    if category not in BY_NAME:
        raise ValueError(f"there is no category {category!r}")
    return Declared(category, role)


def _one_of(columns: Mapping[str, Declared], column: str) -> str:
    if fold(column) not in columns:
        raise ValueError(f"the column {column!r} is not declared")
    return column


def _words(codes: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): word for code, word in codes.items()}


def _texts(value: str | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(str(item) for item in value)


def _folded(names: list[str]) -> frozenset[str]:
    return frozenset(fold(str(name)) for name in names)

"""decisions.yaml: what a person ruled on columns, over what the program found.

```yaml
- column: freshdesk.tickets.Contact ID
  category: email
  reason: the help desk writes the address there
  by: data protection officer
  on: 2026-11-22
```

A decision stands until it is taken out of the file. Comments and order are kept: new decisions are appended.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import yaml

from detectors.data_map import MappedColumn
from detectors.errors import ConfigurationError
from detectors.findings import Finding
from detectors.taxonomy import BY_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

HEADING = """\
# What people ruled on columns. Each entry: column (table.column), category, reason; and if wanted: role, by, on.
"""

_KEYS = ("column", "category", "role", "reason", "by", "on")
_NEEDED = ("column", "category", "reason")


@dataclass(frozen=True)
class Decision:
    """One ruling.

    Attributes:
        column: full name, ``<system>.<table>.<column>``.
        reason: why; it stands in the data map.
        by: who ruled, as a function rather than a name.
        on: the day, ISO 8601.
    """

    column: str
    category: str
    reason: str
    role: str = ""
    by: str = ""
    on: str = ""


@dataclass(frozen=True)
class Decisions:
    """All rulings, by full column name."""

    by_column: Mapping[str, Decision] = field(default_factory=dict)

    def apply(self, table: str, name: str, finding: Finding) -> MappedColumn:
        """The column with its finding, or with what a person ruled instead.

        >>> ruled = Decisions({"a.b.c": Decision("a.b.c", "label", "a colour")})
        >>> ruled.apply("a.b", "c", Finding("unknown", "", 0.2, ())).finding.category
        'label'
        """
        decision = self.by_column.get(f"{table}.{name}")
        if decision is None:
            return MappedColumn(name, finding)
        role = decision.role or (finding.role if finding.category == decision.category else "")
        evidence = (_ruling(decision), *(f"before: {sentence}" for sentence in finding.evidence))
        return MappedColumn(name, Finding(decision.category, role, 1.0, evidence), decided=True)


def _ruling(decision: Decision) -> str:
    who = f" by {decision.by}" if decision.by else ""
    when = f" on {decision.on}" if decision.on else ""
    return f"decided{who}{when}: {decision.reason}"


def load_decisions(path: Path) -> Decisions:
    """Read the decisions; no file, or an empty one, holds none.

    Raises:
        ConfigurationError: not YAML, not a list of decisions, an unknown key or category, a column twice; every mistake
            is listed with its line.
    """
    if not path.is_file():
        return Decisions()
    document = _compose(path)
    if document is None:
        return Decisions()
    if not isinstance(document, yaml.SequenceNode):
        raise ConfigurationError(_at(path, document, "this must be a list of decisions."), hint=_EXAMPLE)
    mistakes = [mistake for item in document.value for mistake in _mistakes(path, item)]
    mistakes += _repeated(path, document)
    if mistakes:
        raise ConfigurationError("\n".join(mistakes))
    return Decisions({decision.column: decision for decision in map(_decision, document.value)})


_EXAMPLE = "Write each as: - {column: table.column, category: label, reason: why}"


def add_decision(path: Path, decision: Decision) -> None:
    """Append a ruling to the file and leave what stands in it as it is; an earlier ruling on the column is replaced.

    Raises:
        ConfigurationError: unknown category, or the file is invalid.
    """
    if decision.category not in BY_NAME:
        raise ConfigurationError(f"`{decision.category}` is not a category.{_nearest(decision.category)}")
    ruled = load_decisions(path).by_column
    text = path.read_text(encoding="utf-8") if path.is_file() else HEADING
    if decision.column in ruled:
        text = _without(text, decision.column)
    entry = {key: value for key in _KEYS if (value := getattr(decision, key))}
    added = yaml.safe_dump([entry], sort_keys=False, allow_unicode=True, width=120)
    kept = text.rstrip("\n").removesuffix("[]").rstrip("\n")
    _replace(path, f"{kept}\n{added}" if kept else added)


def _replace(path: Path, text: str) -> None:
    """Write the file whole or not at all."""
    partial = path.with_name(path.name + ".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(path)


def _without(text: str, column: str) -> str:
    """The file without the entry for a column; comments before the entry stay."""
    document: yaml.Node = yaml.compose(text, Loader=yaml.SafeLoader)  # type: ignore[assignment]
    lines = text.splitlines(keepends=True)
    for item in document.value:
        if _fields(item)["column"].value == column:
            begin, end = item.start_mark.line, _last_line(item) + 1
            return "".join(lines[:begin] + lines[end:])
    return text


def _last_line(item: yaml.MappingNode) -> int:
    """Line of the last character that belongs to an entry, counted from 0."""
    if item.flow_style:
        return int(item.end_mark.line)
    value = item.value[-1][1]
    return int(value.end_mark.line) - (1 if value.style in ("|", ">") else 0)


def _compose(path: Path) -> yaml.Node | None:
    try:
        node: yaml.Node | None = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except UnicodeDecodeError:
        raise ConfigurationError(f"{path.name} is not UTF-8.", hint="Save it as UTF-8.") from None
    except yaml.MarkedYAMLError as error:
        line = f", line {error.problem_mark.line + 1}" if error.problem_mark else ""
        raise ConfigurationError(f"{path.name}{line}: this is not valid YAML: {error.problem}.") from None
    return node


def _at(path: Path, node: yaml.Node, sentence: str) -> str:
    return f"{path.name}, line {node.start_mark.line + 1}: {sentence}"


def _fields(item: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {key.value: value for key, value in item.value}


def _mistakes(path: Path, item: yaml.Node) -> Iterator[str]:
    if not isinstance(item, yaml.MappingNode):
        yield _at(path, item, f"a decision has keys and values. {_EXAMPLE}")
        return
    fields = _fields(item)
    for key, value in item.value:
        if key.value not in _KEYS:
            yield _at(path, key, f"`{key.value}` is not a key here.{_nearest(str(key.value), _KEYS)}")
        elif not isinstance(value, yaml.ScalarNode):
            yield _at(path, value, f"`{key.value}` is a text.")
    for key in _NEEDED:
        if key not in fields or not fields[key].value:
            yield _at(path, item, f"`{key}` is missing.")
    category = fields.get("category")
    if category is not None and category.value and category.value not in BY_NAME:
        yield _at(path, category, f"`{category.value}` is not a category.{_nearest(str(category.value))}")


def _repeated(path: Path, document: yaml.SequenceNode) -> Iterator[str]:
    seen: set[str] = set()
    for item in document.value:
        column = _fields(item).get("column") if isinstance(item, yaml.MappingNode) else None
        if column is not None and str(column.value) in seen:
            yield _at(path, column, f"`{column.value}` is decided twice; keep one of them.")
        seen.add(str(column.value) if column is not None else "")


def _nearest(word: str, known: tuple[str, ...] = tuple(sorted(BY_NAME))) -> str:
    near = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f" Did you mean `{near[0]}`?" if near else ""


def _decision(item: yaml.MappingNode) -> Decision:
    return Decision(**{key: str(value.value) for key, value in _fields(item).items()})

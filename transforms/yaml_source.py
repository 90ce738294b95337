"""YAML files that people write: read into a pydantic model, mistakes shown with the line they stand on.

A configuration is edited by hand, by people who are not programmers. So every mistake of a file is listed at once, with
file, line and what was probably meant.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar, get_args

import yaml
from pydantic import BaseModel, ValidationError

from detectors.errors import ConfigurationError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from pydantic_core import ErrorDetails

Model = TypeVar("Model", bound=BaseModel)
Location = tuple[str | int, ...]


_START = yaml.Mark("", 0, 0, 0, None, 0)
_NOWHERE = (_START, _START)


@dataclass(frozen=True)
class Mistake:
    """Something wrong in a file: where (keys and list positions from the top) and what, as one or two sentences."""

    location: Location
    sentence: str


def load_yaml(path: Path, model: type[Model], check: Callable[[Model], Iterable[Mistake]] | None = None) -> Model:
    """Read a YAML file into a model.

    Args:
        path: the file; its name and its folder's name appear in messages.
        model: a pydantic model; use ``extra="forbid"`` to have unknown keys refused.
        check: what the model cannot tell by itself, as mistakes with their places.

    Raises:
        ConfigurationError: the file is missing, is not YAML, or holds mistakes; all of them are listed, by line.
    """
    document = _compose(path)
    data = _construct(path, document)
    mistakes = list(_repeated_keys(document))
    try:
        loaded = model.model_validate(data)
    except ValidationError as error:
        mistakes += [_explain(detail, document, model) for detail in _innermost(error)]
    else:
        mistakes += list(check(loaded)) if check else []
        if not mistakes:
            return loaded
    raise ConfigurationError(_listed(path, document, mistakes)) from None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing question that names the nearest known word, or nothing.

    >>> did_you_mean("birthdate", ["birth_date", "email"])
    ' Did you mean `birth_date`?'
    >>> did_you_mean("zzz", ["birth_date", "email"])
    ''
    """
    nearest = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f" Did you mean `{nearest[0]}`?" if nearest else ""


def shown_path(path: Path) -> str:
    """The file as a reader knows it: its folder's name and its own.

    >>> from pathlib import Path
    >>> shown_path(Path("/srv/clinic/policies/research.yaml"))
    'policies/research.yaml'
    """
    return "/".join(part for part in (path.parent.name, path.name) if part)


def _compose(path: Path) -> yaml.Node:
    """The document as nodes, which remember their lines."""
    try:
        document = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    except FileNotFoundError:
        raise ConfigurationError(f"{shown_path(path)} does not exist.", hint="`veilig init` writes one.") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"{shown_path(path)} is not UTF-8.", hint="Save it as UTF-8.") from None
    except yaml.YAMLError as error:
        raise ConfigurationError(_syntax(path, error)) from None
    return document or yaml.MappingNode("tag:yaml.org,2002:map", [], *_NOWHERE)  # an empty file says nothing


def _syntax(path: Path, error: yaml.YAMLError) -> str:
    """A YAML error without the excerpt of the file that the parser adds."""
    mark = getattr(error, "problem_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    line = f", line {mark.line + 1}" if mark else ""
    return f"{shown_path(path)}{line}: this is not valid YAML: {problem}."


def _construct(path: Path, document: yaml.Node) -> object:
    """Plain dicts, lists and scalars."""
    loader = yaml.SafeLoader("")
    try:
        return loader.construct_document(document)
    except yaml.YAMLError as error:
        raise ConfigurationError(_syntax(path, error)) from None
    except ValueError:  # a date such as 2026-02-30
        raise ConfigurationError(f"{shown_path(path)} holds a date or number that does not exist.") from None
    finally:
        loader.dispose()


def _repeated_keys(node: yaml.Node, at: Location = ()) -> Iterator[Mistake]:
    """Keys written twice in one mapping: YAML would silently keep the last."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                yield Mistake((*at, key.value), f"`{key.value}` is written twice.")
            seen.add(key.value)
            yield from _repeated_keys(value, (*at, key.value))


def _innermost(error: ValidationError) -> list[ErrorDetails]:
    """The errors of a validation, without those that only follow from one further inside, and without the input."""
    details = error.errors(include_input=False, include_url=False)
    places = [detail["loc"] for detail in details]
    return [
        detail
        for detail, place in zip(details, places, strict=True)
        if not any(len(other) > len(place) and other[: len(place)] == place for other in places)
    ]


def _explain(detail: ErrorDetails, document: yaml.Node, model: type[BaseModel]) -> Mistake:
    """A pydantic error in the words of the file's author."""
    location = _written(document, detail["loc"])
    name = ".".join(str(part) for part in location)
    last = str(detail["loc"][-1]) if detail["loc"] else ""
    match detail["type"]:
        case "extra_forbidden":
            hint = did_you_mean(last, _fields_beside(model, detail["loc"]))
            return Mistake(location, f"`{last}` is not a key here.{hint}")
        case "missing":
            return Mistake(location, f"`{last}` is missing.")
        case "value_error":
            return Mistake(location, detail["msg"].removeprefix("Value error, "))
        case _:
            return Mistake(location, f"`{name}`: {_lower_first(detail['msg'])}.")


def _lower_first(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _written(node: yaml.Node, location: Location) -> Location:
    """The part of a pydantic location that stands in the file; it also names union members and ``[key]``."""
    written: list[str | int] = []
    for part in location:
        child = _child(node, part)
        if child is not None:
            written.append(part)
            node = child[1]
    return tuple(written)


def _child(node: yaml.Node, part: str | int) -> tuple[yaml.Node, yaml.Node] | None:
    """Key node and value node of a mapping's entry, or twice the item of a list; None when there is none."""
    if isinstance(node, yaml.MappingNode):
        # The last one counts when a key is repeated, as it does for YAML.
        return next(((key, value) for key, value in reversed(node.value) if key.value == str(part)), None)
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part], node.value[part]
    return None


def _line(document: yaml.Node, location: Location) -> int:
    """Line, counted from 1, of the key or item at a location."""
    marked = node = document
    for part in location:
        child = _child(node, part)
        if child is None:
            break
        marked, node = child
    return int(marked.start_mark.line) + 1


def _fields_beside(model: type[BaseModel], location: Location) -> list[str]:
    """Names that a key may have at the place of a location."""
    fields = model.model_fields
    for part in location[:-1]:
        inner = fields[part].annotation if part in fields else None
        for candidate in _models_in(inner):
            fields = candidate.model_fields
    return [field.alias or name for name, field in fields.items()]


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The pydantic models that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models_in(argument)


def _listed(path: Path, document: yaml.Node, mistakes: Iterable[Mistake]) -> str:
    """One line per mistake, in the order of the file."""
    lines = sorted({(_line(document, mistake.location), mistake.sentence) for mistake in mistakes})
    return "\n".join(f"{shown_path(path)}, line {line}: {sentence}" for line, sentence in lines)

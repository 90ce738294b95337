"""A clinic's own lists of names, joined to the project's: for columns, for notes, and for what the tagger sees."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from detectors.errors import ConfigurationError
from detectors.folding import fold
from detectors.names.dictionary import in_a_dictionary
from detectors.names.lexicon import use_names
from detectors.names.list_files import FAMILY, FIRST, read_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_SHORTEST = 3
_JOINTS = re.compile(r"[ '’-]+")


@dataclass(frozen=True)
class NameList:
    """A file of names.

    Attributes:
        path: where it is.
        kind: ``first`` or ``family``; nothing when the file's header tells.
        least: names with fewer bearers are left out; names without a number of bearers never are.
    """

    path: Path
    kind: str = ""
    least: int = 1


@dataclass(frozen=True)
class Listed:
    """The folded words of names."""

    first: frozenset[str] = frozenset()
    family: frozenset[str] = frozenset()


def use_lists(lists: Sequence[NameList]) -> Listed:
    """Makes the names of these files known for the whole process, instead of those of files given before.

    A name that a dictionary has as another word counts as a name only beside another one.

    Raises:
        ConfigurationError: a file is missing, or is no list of names, or does not tell of which kind.
    """
    listed = read_lists(lists)
    words = sorted(listed.first | listed.family)
    other = {word for word, found in zip(words, in_a_dictionary(words), strict=True) if found} if words else set()
    use_names(listed.first, listed.family, other)
    return listed


def read_lists(lists: Sequence[NameList]) -> Listed:
    """The words of all names in the files.

    Raises:
        ConfigurationError: as in ``use_lists``.
    """
    words: dict[str, set[str]] = {FIRST: set(), FAMILY: set()}
    for one in lists:
        read = read_names(one.path)
        kind = one.kind or read.kind
        if not kind:
            raise ConfigurationError(
                f"{one.path} does not tell whether it lists first names or family names.",
                hint="Say `kind: first` or `kind: family` beside its `path:` in veilig.yaml.",
            )
        common = (name for name, bearers in read.bearers.items() if bearers is None or bearers >= one.least)
        words[kind].update(word for name in common for word in words_of_name(name))
    return Listed(frozenset(words[FIRST]), frozenset(words[FAMILY]))


def words_of_name(name: str) -> Iterator[str]:
    """The folded words by which a name is recognised; particles and initials are none.

    >>> sorted(words_of_name("Anne-Sophie")), sorted(words_of_name("Van den Bossche")), sorted(words_of_name("D'Hondt"))
    (['anne', 'anne-sophie', 'sophie'], ['bossche', 'den', 'van'], ["d'hondt", 'hondt'])
    """
    folded = fold(name)
    for word in {*folded.split(), *_JOINTS.split(folded)}:
        if len(word) >= _SHORTEST:
            yield word

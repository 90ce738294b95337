"""What the header of a column says, in Dutch, French, German and English.

Headers come as ``birth_date``, ``birthDate``, ``form.birth-date`` or ``Wat is je geboortedatum?``. They are cut into
words, and the longest known phrases win; ``cid`` is never found inside ``acid``. In Dutch, German and English the last
word tells the kind (``email_verified`` is about a yes or no), in French and after ``of``/``van`` the first one.

Headers lie: this is evidence to be weighed against the values, not a verdict.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

from detectors.folding import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_WORD = re.compile(r"[a-z0-9]+")
_LINKS = frozenset(
    {
        "of",
        "van",
        "du",
        "de",
        "des",
        "la",
        "le",
        "les",
        "l",
        "d",
        "der",
        "das",
        "the",
        "a",
        "an",
        "het",
        "een",
        "uw",
        "je",
        "your",
        "votre",
        "vos",
        "ihr",
        "ihre",
        "mijn",
        "my",
        "for",
    }
)
_FIRST_TELLS = frozenset({"of", "van", "du", "de", "des", "d", "l", "aan", "by", "from"})
_SMALL = _LINKS | frozenset(
    {
        "wat",
        "is",
        "quelle",
        "quel",
        "est",
        "welche",
        "welches",
        "what",
        "in",
        "hrs",
        "zo",
        "ja",
        "wie",
        "ben",
        "bent",
        "hebt",
        "heb",
        "u",
        "heeft",
    }
)
_NUMBERS = frozenset(
    {
        "id",
        "ids",
        "n",
        "nr",
        "no",
        "num",
        "nummer",
        "number",
        "numero",
        "ref",
        "reference",
        "referentie",
        "code",
        "uuid",
        "key",
        "identifier",
    }
)
_NUMBER_WORDS = frozenset({"n", "nr", "no", "num", "nummer", "number", "numero"})
_NUMBERED = frozenset({"phone", "iban", "national_number", "document_number", "company_number", "licence_plate",
                       "foreign_id", "insurance_number", "provider_number", "payment_card"})  # fmt: skip
_LONGEST_PHRASE = 6
_BARE_NAMES = frozenset({"name", "naam", "nom"})
_BARE_DATES = frozenset({"date", "datum"})
_FORMER = frozenset({"old", "former", "previous", "prior", "ex", "oude", "oud", "vorige", "vroegere", "voormalige",
                     "ancien", "ancienne", "anciens", "precedent", "alter", "fruhere", "fruherer", "fruheren",
                     "ehemaliger"})  # fmt: skip

WEAK, PLAIN = 0.45, 0.85
"""How far a header is believed on its own: a phrase marked ``?`` in the lexicon, and any other."""


@dataclass(frozen=True)
class Guess:
    """One reading of a header.

    Attributes:
        strength: probability that the column holds this, going by the header alone.
        phrase: the words of the lexicon that matched (of the header, not of a value).
    """

    category: str
    role: str
    strength: float
    phrase: str


@dataclass(frozen=True)
class _Match:
    start: int
    end: int
    guess: Guess


def words_of(header: str) -> tuple[str, ...]:
    """The words of a header, folded.

    >>> words_of("patientBirthDate"), words_of("E-mail (privé)")
    (('patient', 'birth', 'date'), ('e', 'mail', 'prive'))
    """
    return tuple(_WORD.findall(fold(_CAMEL.sub(" ", header))))


def read_header(header: str, table: str = "") -> tuple[Guess, ...]:
    """Readings of a header, likeliest first; none when it says nothing.

    Args:
        header: name of the column as the export writes it.
        table: full name of the table, which says what a bare ``id`` or ``name`` belongs to.

    >>> [guess.category for guess in read_header("Wat is je geboortedatum?")]
    ['birth_date']
    >>> read_header("patient_id")[0].role, read_header("id", "freshdesk.tickets")[0].role
    ('patient', 'ticket')
    """
    parts = header.split(".")
    if parts[-1] == "value" and table.count(".") > 1:
        return read_header(table.rpartition(".")[2], table.rpartition(".")[0])
    whole = _read(words_of(header), table)
    if len(parts) == 1 or words_of(parts[-1])[-1:] == ("id",):
        return whole
    leaf, parent = _read(words_of(parts[-1]), table), _read(words_of(" ".join(parts[:-1])), table)
    return _inside(leaf, parent, whole)


def _inside(leaf: tuple[Guess, ...], parent: tuple[Guess, ...], whole: tuple[Guess, ...]) -> tuple[Guess, ...]:
    """``address.city`` is about the city, ``official name.first`` about a part of the name."""
    if whole and leaf and whole[0].phrase.endswith(f" {leaf[0].phrase}"):
        return whole  # "old.name" is more than "name"
    if leaf and leaf[0].strength >= PLAIN:
        return (*leaf, *parent) if leaf[0].category == "free_text" else leaf
    if leaf and parent and leaf[0].category == parent[0].category:
        return (replace(leaf[0], strength=PLAIN), *parent[1:])
    return parent or whole


def _read(words: tuple[str, ...], table: str) -> tuple[Guess, ...]:
    found = _without_bare_names(_as_former(_matches(words), words))
    if words[:2] == ("number", "of"):
        return (Guess("number", "", PLAIN, "number of"),)
    record = _record_number(words, table)
    if record and not any(_names_the_number(match, words) for match in found):
        return (record, *(match.guess for match in found if match.guess.category != "record_id"))
    ranked = sorted(found, key=lambda match: _rank(match, words, found))
    return tuple(_weigh(match, words) for match in ranked) or _bare_record(words)


def _bare_record(words: tuple[str, ...]) -> tuple[Guess, ...]:
    """A header that only names a kind of record, as ``dossier`` and ``Ticket`` do, may hold the record's number."""
    telling = [word for word in words if _tells(word)]
    kind = _records().get("".join(telling), "")
    return (Guess("record_id", kind, WEAK, " ".join(telling)),) if kind else ()


def _without_bare_names(found: list[_Match]) -> list[_Match]:
    """``employer name`` is about the employer: a mere "name" says nothing beside a word that says whose."""
    others = [match for match in found if match.guess.phrase not in _BARE_NAMES]
    return others or found


def _as_former(found: list[_Match], words: tuple[str, ...]) -> list[_Match]:
    """``old first name`` is a former name."""
    if not _FORMER.intersection(words):
        return found
    return [
        replace(match, guess=replace(match.guess, category="former_name", role=""))
        if match.guess.category == "person_name"
        else match
        for match in found
    ]


def _names_the_number(match: _Match, words: tuple[str, ...]) -> bool:
    """Whether the header is about the thing itself: ``n° de téléphone`` is a telephone number, not a record's."""
    left = {word for word in (*words[: match.start], *words[match.end :]) if _tells(word)}
    return match.guess.category != "record_id" and (
        not left or (match.guess.category in _NUMBERED and left <= _NUMBERS - {"id", "ids", "uuid", "key"})
    )


def _tells(word: str) -> bool:
    return word not in _SMALL and not word.isdigit()


def _matches(words: tuple[str, ...]) -> list[_Match]:
    """Longest phrases first, none overlapping another."""
    taken: set[int] = set()
    found = []
    for length in range(min(_LONGEST_PHRASE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            end = start + length
            guess = _guess(words[start:end])
            if guess and not taken.intersection(range(start, end)):
                taken.update(range(start, end))
                found.append(_Match(start, end, guess))
    return found


def _guess(words: tuple[str, ...]) -> Guess | None:
    if words[0] in _SMALL or words[-1] in _LINKS:
        return None
    phrases, endings = _lexicon()
    glued = "".join(word for word in words if word not in _LINKS) or words[0]
    if glued in phrases:
        return phrases[glued]
    number = _number_of(words)
    if number and number in phrases:
        return phrases[number]
    if len(words) > 1:
        return None
    return next((guess for end, guess in endings.items() if glued.endswith(end) and len(glued) > len(end) + 2), None)


def _number_of(words: tuple[str, ...]) -> str:
    """One key for ``n° de compte``, ``compte no`` and ``compte numéro``; nothing where no number is spoken of."""
    pieces = [piece for word in words if word not in _LINKS for piece in _pieces(word)]
    rest = [piece for piece in pieces if piece not in _NUMBER_WORDS]
    return f"#{''.join(rest)}" if rest and len(rest) < len(pieces) else ""


def _rank(match: _Match, words: tuple[str, ...], found: list[_Match]) -> tuple[float, bool, int, int]:
    """Stronger before weaker, dates before what happened on them, longer before shorter, then the word that tells."""
    linked = any(word in _FIRST_TELLS for word in words) or len(found) != len({other.start for other in found})
    position = match.start if linked else -match.start
    is_date = match.guess.phrase in _BARE_DATES
    return (-match.guess.strength, not is_date, -min(match.end - match.start, 2), position)


def _weigh(match: _Match, words: tuple[str, ...]) -> Guess:
    """The guess, believed less the more words of the header it leaves unexplained."""
    left = sum(map(_tells, (*words[: match.start], *words[match.end :])))
    guess = match.guess
    return Guess(guess.category, guess.role, round(guess.strength * max(0.6, 1 - 0.08 * left), 3), guess.phrase)


def _record_number(words: tuple[str, ...], table: str) -> Guess | None:
    """``patient_id``, ``numéro de dossier``, ``id``: the number of a record, and of which kind of record."""
    telling = [piece for word in words if _tells(word) or word == "no" for piece in _pieces(word)]
    if not telling or not (telling[-1] in _NUMBERS or telling[0] in _NUMBERS):
        return None
    rest = telling[:-1] if telling[-1] in _NUMBERS else telling[1:]
    if not rest:
        bare_id = telling[-1] in {"id", "uuid", "key", "identifier"}
        return Guess("record_id", record_kind(table), PLAIN if bare_id else WEAK, telling[-1])
    kind = _records().get("".join(rest)) or _records().get(rest[-1]) or _records().get(rest[0])
    known = PLAIN if kind else 0.7 if telling[-1] in {"id", "ids", "uuid"} else WEAK
    return Guess("record_id", kind or "_".join(rest), known, " ".join(telling))


def _pieces(word: str) -> tuple[str, ...]:
    """``transactienummer`` is a number of a transaction."""
    end = next((end for end in ("nummer", "nr") if word.endswith(end) and len(word) > len(end) + 3), "")
    return (word.removesuffix(end), end) if end else (word,)


def record_kind(table: str) -> str:
    """What one row of a table is, going by its name.

    >>> record_kind("freshdesk.tickets"), record_kind("keap.contacts.addresses"), record_kind("ehr.lab_results")
    ('ticket', 'address', 'result')
    """
    words = words_of(table.rpartition(".")[2])
    known = _records().get("".join(words)) or next(
        (_records()[word] for word in reversed(words) if word in _records()), ""
    )
    return known or _singular("_".join(words))


def _singular(plural: str) -> str:
    if plural.endswith(("sses", "xes")):
        return plural[:-2]
    return plural[:-1] if plural.endswith("s") and not plural.endswith("ss") else plural


def _load(name: str) -> dict[str, dict[str, str] | str]:
    """A lexicon of this package; it ships with the program and is trusted to be well formed."""
    text = (files("detectors") / "lexicons" / name).read_text(encoding="utf-8")
    loaded: dict[str, dict[str, str] | str] = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    return loaded


@cache
def _lexicon() -> tuple[Mapping[str, Guess], Mapping[str, Guess]]:
    """Whole phrases, written together, and endings of compound words → what they say."""
    phrases: dict[str, Guess] = {}
    endings: dict[str, Guess] = {}
    for key, languages in _load("columns.yaml").items():
        category, _, role = key.partition("/")
        for phrase in ",".join(dict(languages).values()).split(","):  # type: ignore[arg-type]
            text = phrase.strip()
            guess = Guess(category, role, WEAK if text.endswith("?") else PLAIN, text.strip("?-"))
            words = tuple(_WORD.findall(text))
            into = endings if text.startswith("-") else phrases
            into.setdefault("".join(word for word in words if word not in _LINKS), guess)
            if number := _number_of(words):
                phrases.setdefault(number, guess)
    return phrases, endings


@cache
def _records() -> Mapping[str, str]:
    kinds = _load("columns_records.yaml")
    return {word.replace(" ", "").strip(): kind for kind, words in kinds.items() for word in str(words).split(",")}

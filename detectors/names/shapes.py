"""Names by the way they are written: spelled, as initials, with a capital particle, in letters of another script.

They are recognizers like those of identifiers: a pattern and a check, scanned along with them.
"""

from __future__ import annotations

from detectors.folding import fold
from detectors.lexicons import words
from detectors.names.dictionary import are_german_nouns, in_a_dictionary
from detectors.names.letters import initials, spelled
from detectors.names.lexicon import (
    CERTAIN_FAMILY,
    NAMES_OF_PEOPLE,
    NO_NAMES,
    PLACE_WORDS,
    PLAIN_WORDS,
    TERM_WORDS,
)
from detectors.names.staff_initials import STAFF_INITIALS
from detectors.recognizer import Pattern, Recognizer, Verdict

WORD = r"[A-ZÀ-ÖØ-ÞĀ-Ž][A-Za-zÀ-ɏ'’-]+"


def _with_particle(candidate: str) -> Verdict:
    """VALID unless what follows the particle is another word or a place (``Van Antwerpen naar Gent``)."""
    last = fold(candidate).rsplit(maxsplit=1)[-1]
    return Verdict.NO if last in NO_NAMES or last in PLACE_WORDS else Verdict.VALID


def _ends_in_a_name(candidate: str) -> Verdict:
    """VALID unless what follows the initials is another word (``A. Anamnese``, ``H. Pylori``), or *M.* is a title."""
    if candidate.startswith("M. "):
        return Verdict.NO
    if ".-" in candidate:  # J.-L., which only given names have
        return Verdict.VALID
    last = fold(candidate).replace(".", " ").split()[-1]
    if last in NAMES_OF_PEOPLE:
        return Verdict.VALID
    parts = [last, *last.split("-")]
    known = bool((in_a_dictionary(parts) | are_german_nouns(parts)).any())
    return Verdict.NO if known or last in NO_NAMES or last in words("species.txt") else Verdict.VALID


def _begins_with_no_term(candidate: str) -> Verdict:
    """VALID unless what stands before the initial is a disease, a role or a plain word (``Hepatitis C.``)."""
    first = fold(candidate).replace(",", " ").replace("(", " ").split()[0]
    is_other = first in PLAIN_WORDS or first in TERM_WORDS or first in words("roles_and_wards.txt")
    return Verdict.NO if is_other else Verdict.VALID


def _is_listed_with_particle(candidate: str) -> Verdict:
    """VALID where the lists have the particles and the word as one family name: ``van den Broecke``, ``de Vos``."""
    glued = fold(candidate).replace(" ", "").replace("'", "")
    last = fold(candidate).rsplit(maxsplit=1)[-1]
    return Verdict.VALID if glued in CERTAIN_FAMILY and last not in PLACE_WORDS else Verdict.NO


_LIKE = r"(?:wie|comme|as in|like|zoals|als|van|for|de)"
_SAID = rf"[A-Z] {_LIKE} [A-ZÀ-Þ][A-Za-zÀ-ɏ]+"
_SPELT_OUT = rf"(?P<value>{_SAID}(?:[,;]? (?:{_SAID}|[A-Z](?:-[A-Z])*\b)){{1,24}})"
"""By a telephone's alphabet: ``D wie Dora, H wie Heinrich``."""

_FOREIGN_LETTER = (
    "[\u0400-\u10ff\u1100-\u137f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\ufb50-\ufdff\ufe70-\ufeff]"
)
"""Of a script that no layer reads: in these notes mostly a name, as somebody writes it. Greek letters are units."""

_SIGN = r"[0-9A-Za-zÀ-ɏ_]"
_FOREIGN_WORD = rf"{_SIGN}*{_FOREIGN_LETTER}(?:{_FOREIGN_LETTER}|{_SIGN})*"

SHAPES: tuple[Recognizer, ...] = (
    Recognizer(
        name="spelled_name",
        category="person_name",
        patterns=(
            Pattern(
                r"(?:^|[\n:;,(\"'] ?|[A-Za-z0-9À-ɏ.,:;!?)'’]{2} )"
                r"(?P<value>[A-Za-zÀ-ɏ](?:-[A-Za-zÀ-ɏ]){3,24}|[A-Za-zÀ-ɏ](?: [A-Za-zÀ-ɏ]){4,24}|[A-Z](?: [A-Z]){3,24}"
                r"|[A-Z](?:, [A-Z]){4,24})"
                r"(?:[^A-Za-z0-9À-ɏ'’]|$)",
                score=0.6,
            ),
        ),
        check=spelled,
        context=(
            *("spel", "spelt", "gespeld", "spelling", "schrijf", "schrijft", "geschreven", "naam", "familienaam"),
            *("voornaam", "achternaam", "épelle", "s'écrit", "écrit", "nom", "prénom", "répète", "heißt", "heisst"),
            *("buchstabiert", "geschrieben", "nachname", "name", "vorname", "spelled", "spelt", "spell", "surname"),
        ),
        context_score=0.65,
        window=30,
    ),
    Recognizer(
        name="initials",
        category="person_name",
        patterns=(Pattern(r"(?:^|[^A-Za-z0-9À-ɏ.&/-])(?P<value>(?:[A-Z]\.[ -]?){1,3}[A-Z]\.)", score=0.5),),
        check=initials,
    ),
    Recognizer(
        name="family_name_with_particle",
        category="person_name",
        patterns=(
            Pattern(
                r"[a-zß-ÿ,] (?P<value>(?:Van (?:[Dd]e[nr]?|'t|[Hh]et)|Van|Vanden|Vander|Vande|Von|El|Ben|Ould|De la)"
                rf" {WORD})",
                score=0.52,
            ),
        ),
        check=_with_particle,
    ),
    Recognizer(
        name="spelt_out",
        category="person_name",
        patterns=(Pattern(_SPELT_OUT, score=0.8),),
    ),
    Recognizer(
        name="small_particle",
        category="person_name",
        patterns=(
            Pattern(
                r"[a-zß-ɏ,:;] (?P<value>(?:van (?:de[nr]?|'t)|von de[nr]|de la|van|de) [A-ZÀ-ÖØ-Þ][a-zß-ɏ]+)",
                score=0.55,
            ),
        ),
        check=_is_listed_with_particle,
    ),
    Recognizer(
        name="initials_and_name",
        category="person_name",
        patterns=(
            Pattern(
                r"(?:^|[\s(«\"“:;,>/|-])(?P<value>(?:[A-ZÀ-ÖØ-Þ]\.[ -]?){1,3}"
                r"(?:(?:van|de|den|der|von|du|le|la|el|al|ben|ter|ten|'t|d') ?){0,2}[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ɏ'’]{2,}"
                r"(?:-[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ɏ]+)?)",
                score=0.6,
            ),
        ),
        check=_ends_in_a_name,
    ),
    Recognizer(
        name="lone_initial",
        category="person_name",
        patterns=(
            Pattern(
                r"(?:\n| )(?P<value>[A-ZÀ-ÖØ-Þ]\.),? \(?\d{2} ?(?:jaar|j\.|ans|Jahre|J\.|years|yrs|y\.?o)", score=0.56
            ),
            Pattern(
                r"(?:\n|[.!?] )(?P<value>[A-LN-ZÀ-ÖØ-Þ]\.) (?:is|heeft|wil|komt|zegt|woont|est|a|vient|dit|vit|hat|ist"
                r"|kommt|möchte|sagt|wohnt|has|was|wants|says|lives|reports|feels|voelt|se sent|fühlt)\b",
                score=0.56,
            ),
        ),
    ),
    Recognizer(
        name="name_and_initial",
        category="person_name",
        patterns=(
            Pattern(
                r"(?:\n(?:\d{1,2}[.)]? +|[-*•] ?)?|  |\t|\| ?| [–—-] )"
                r"(?P<value>[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-ɏ]{2,}(?:, ?| ?\(| )[A-ZÀ-ÖØ-Þ]\.\)?)(?:  |\t| ?\|| ?[–—-]|[ ]*\n)",
                score=0.6,
            ),
        ),
        check=_begins_with_no_term,
    ),
    Recognizer(
        name="other_script",
        category="person_name",
        patterns=(Pattern(rf"{_FOREIGN_WORD}(?:[ .·-]{_FOREIGN_WORD})*", score=0.7),),
    ),
    *STAFF_INITIALS,
)

"""Valid Belgian numbers in the layouts in which they are written, inside sentences: any amount, the same each time."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NO_BREAK = "\u00a0"
THIN = "\u2009"


@dataclass(frozen=True)
class Layout:
    """How a number is written.

    Attributes:
        groups: lengths of the groups of digits.
        signs: what stands between two groups, one less than there are groups.
        told: the shape or the arithmetic tells the kind, so that no label is needed.
        before: signs that belong to the number.
        after: the same, behind it.
    """

    groups: tuple[int, ...]
    signs: tuple[str, ...] = ()
    told: bool = True
    before: str = ""
    after: str = ""

    def write(self, digits: str) -> str:
        """The digits in this layout."""
        pieces, place = [], 0
        for group, sign in zip(self.groups, (*self.signs, ""), strict=True):
            pieces.append(digits[place : place + group] + sign)
            place += group
        return self.before + "".join(pieces) + self.after


@dataclass(frozen=True)
class Kind:
    """One kind of number: how to draw one, its labels, its layouts."""

    category: str
    draw: Callable[[Random], str]
    labels: tuple[str, ...]
    layouts: tuple[Layout, ...]


@dataclass(frozen=True)
class Example:
    """A sentence and where in it a number stands."""

    text: str
    start: int
    end: int
    category: str


def _date(random: Random) -> tuple[int, int, int]:
    """Year, month, day; month and day are sometimes unknown."""
    unknown = random.random() < 0.05
    month = 0 if unknown else random.randint(1, 12)
    return random.randint(1915, 2025), month, random.choice((0, 1)) if unknown else random.randint(1, 28)


def national_number(random: Random, steps: tuple[int, ...] = (0,)) -> str:
    year, month, day = _date(random)
    digits = f"{year % 100:02d}{month + random.choice(steps):02d}{day:02d}{random.randint(1, 998):03d}"
    return f"{digits}{97 - int(('2' if year >= 2000 else '') + digits) % 97:02d}"


def bis_number(random: Random) -> str:
    return national_number(random, steps=(20, 40, 60))


def ten_and_two(random: Random) -> str:
    """Ten digits and those modulo 97: card, reference and account alike."""
    number = random.randrange(10**9, 10**10)
    return f"{number}{number % 97 or 97:02d}"


def enterprise(random: Random) -> str:
    number = random.randrange(2_000_000, 10_100_000)
    return f"{number:08d}{97 - number % 97:02d}"


def establishment(random: Random) -> str:
    number = random.randrange(20_000_000, 89_999_999)
    return f"{number}{97 - number % 97:02d}"


def provider(random: Random) -> str:
    number, modulus = random.randrange(100_000, 999_999), random.choice((97, 89))
    return f"{number}{modulus - number % modulus:02d}{random.randint(1, 999):03d}"


def iban(random: Random) -> str:
    account = ten_and_two(random)
    return f"{98 - int(account + '111400') % 97:02d}{account}"


_ELEVEN = (2, 2, 2, 3, 2)
_NATIONAL = (
    Layout(_ELEVEN, (".", ".", "-", ".")),
    Layout(_ELEVEN, (".", ".", "-", "-")),
    Layout(_ELEVEN, (".", ".", ".", "-")),
    Layout(_ELEVEN, (".", ".", " ", " ")),
    Layout(_ELEVEN, (" ", " ", " ", " ")),
    Layout(_ELEVEN, ("/", "/", "-", ".")),
    Layout(_ELEVEN, ("-", "-", "-", "-")),
    Layout(_ELEVEN, (".", ".", "–", ".")),
    Layout(_ELEVEN, (NO_BREAK, NO_BREAK, NO_BREAK, NO_BREAK)),
    Layout(_ELEVEN, (THIN, THIN, THIN, THIN)),
    Layout(_ELEVEN, (".", ".", " - ", ".")),
    Layout((6, 3, 2), (" ", " ")),
    Layout((6, 3, 2), ("-", "-")),
    Layout((6, 3, 2), ("-", ".")),
    Layout((11,)),
)
_CARD = (
    Layout((3, 7, 2), ("-", "-"), told=False),
    Layout((3, 7, 2), (" ", " "), told=False),
    Layout((3, 7, 2), (".", "."), told=False),
    Layout((12,), told=False),
)
_REFERENCE = (
    Layout((3, 4, 5), ("/", "/"), before="+++", after="+++"),
    Layout((3, 4, 5), ("/", "/"), before="***", after="***"),
    Layout((3, 4, 5), (" / ", " / "), before="+++ ", after=" +++"),
    Layout((3, 4, 5), ("/", "/")),
    Layout((3, 4, 5), (" ", " "), told=False),
    Layout((12,), told=False),
)
_ENTERPRISE = (
    Layout((4, 3, 3), (".", ".")),
    Layout((4, 3, 3), (".", "."), before="BE "),
    Layout((10,), before="BE"),
    Layout((4, 3, 3), (" ", " "), told=False),
    Layout((10,), told=False),
)
_ESTABLISHMENT = (Layout((1, 3, 3, 3), (".", ".", ".")), Layout((10,), told=False))
_PROVIDER = (
    Layout((1, 5, 2, 3), ("-", "-", "-")),
    Layout((1, 5, 2, 3), (".", ".", ".")),
    Layout((1, 5, 2, 3), ("/", "/", "/")),
    Layout((1, 5, 2, 3), (" ", " ", " "), told=False),
    Layout((11,), told=False),
)
_IBAN = (
    Layout((2, 4, 4, 4), (" ", " ", " "), before="BE"),
    Layout((14,), before="BE"),
    Layout((14,), before="be"),
    Layout((2, 4, 4, 4), (".", ".", "."), before="BE"),
    Layout((2, 4, 4, 4), ("-", "-", "-"), before="BE"),
    Layout((2, 4, 4, 4), (NO_BREAK, NO_BREAK, NO_BREAK), before="BE"),
)
_ACCOUNT = (Layout((3, 7, 2), ("-", "-")), Layout((12,), told=False))

KINDS = (
    Kind(
        "national_number", national_number, ("rijksregisternummer", "numéro national", "RR", "NISS", "SSIN"), _NATIONAL
    ),
    Kind("national_number", bis_number, ("bisnummer", "numéro bis", "INSZ", "ENSS"), _NATIONAL),
    Kind("document_number", ten_and_two, ("identiteitskaart", "carte d'identité n°", "Personalausweis", "eID"), _CARD),
    Kind("payment_reference", ten_and_two, ("mededeling", "communication structurée", "OGM"), _REFERENCE),
    Kind("company_number", enterprise, ("KBO", "TVA", "ondernemingsnummer", "Unternehmensnummer"), _ENTERPRISE),
    Kind("company_number", establishment, ("vestigingseenheid", "unité d'établissement"), _ESTABLISHMENT),
    Kind("provider_number", provider, ("RIZIV", "INAMI", "LIKIV", "riziv-nr."), _PROVIDER),
    Kind("iban", iban, ("IBAN", "rekening", "compte", "Konto"), _IBAN),
    Kind("iban", ten_and_two, ("rekeningnummer", "n° de compte", "Kontonummer"), _ACCOUNT),
)

_WITHOUT_LABEL = (
    "Zie {} in bijlage.",
    "({})",
    "{}",
    "Ontvangen op 12/03/2024: {}, klasseren.",
    "J'ai bien reçu {} ce matin",
    "Bitte {} prüfen!",
    "She wrote down {}; we called back.",
    "veld3;{};vrouw",
    '{{"waarde": "{}"}}',
    "<td>{}</td>",
    "Beste,\n{}\nMet vriendelijke groeten",
    "F64.0, 2 mg 1x/d, {}",
)
_WITH_LABEL = (
    "Haar {} is {}.",
    "{}: {}",
    "{} {}",
    "Votre {} ({})",
    "{}\n{}\n",
    "{}={}",
    "Ihr {} lautet {}, danke",
    "{} : {} - graag nakijken",
)


def _mistyped(number: str, random: Random) -> str:
    place = random.randrange(1, len(number))
    return f"{number[:place]}{(int(number[place]) + random.randint(1, 9)) % 10}{number[place + 1 :]}"


def examples(count: int, seed: int = 1, *, mistyped: bool = False) -> Iterator[Example]:
    """So many sentences, each with one number; kinds and layouts in turn, the rest drawn.

    Args:
        count: how many.
        seed: others than with another.
        mistyped: one digit of each number is wrong, and a label stands before each.
    """
    random = Random(seed)
    forms = [(kind, layout) for kind in KINDS for layout in kind.layouts]
    for place in range(count):
        kind, layout = forms[place % len(forms)]
        number = kind.draw(random)
        written = layout.write(_mistyped(number, random) if mistyped else number)
        if layout.told and not mistyped and random.random() < 0.5:
            sentence = random.choice(_WITHOUT_LABEL).format(written)
        else:
            sentence = random.choice(_WITH_LABEL).format(random.choice(kind.labels), written)
        start = sentence.index(written)
        yield Example(sentence, start, start + len(written), kind.category)

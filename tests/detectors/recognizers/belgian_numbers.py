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

    @property
    def shape(self) -> str:
        """How it looks, with # for a digit; spaces that nobody can tell apart are named as on web pages."""
        shape = self.write("#" * sum(self.groups))
        return shape.replace(NO_BREAK, "&nbsp;").replace(THIN, "&thinsp;")


@dataclass(frozen=True)
class Kind:
    """One kind of number: how to draw one, its labels, its layouts."""

    name: str
    category: str
    draw: Callable[[Random], str]
    labels: tuple[str, ...]
    layouts: tuple[Layout, ...]


@dataclass(frozen=True)
class Example:
    """A sentence, where in it a number stands, and what that is: its kind and layout are its form."""

    text: str
    start: int
    end: int
    category: str
    form: str


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
        "national number",
        "national_number",
        national_number,
        ("rijksregisternummer", "numéro national", "RR", "NISS", "SSIN"),
        _NATIONAL,
    ),
    Kind("BIS number", "national_number", bis_number, ("bisnummer", "numéro bis", "INSZ", "ENSS"), _NATIONAL),
    Kind(
        "identity card",
        "document_number",
        ten_and_two,
        ("identiteitskaart", "carte d'identité n°", "Personalausweis", "eID"),
        _CARD,
    ),
    Kind(
        "payment reference",
        "payment_reference",
        ten_and_two,
        ("mededeling", "communication structurée", "OGM"),
        _REFERENCE,
    ),
    Kind(
        "enterprise",
        "company_number",
        enterprise,
        ("KBO", "TVA", "ondernemingsnummer", "Unternehmensnummer"),
        _ENTERPRISE,
    ),
    Kind(
        "establishment",
        "company_number",
        establishment,
        ("vestigingseenheid", "unité d'établissement"),
        _ESTABLISHMENT,
    ),
    Kind("care provider", "provider_number", provider, ("RIZIV", "INAMI", "LIKIV", "riziv-nr."), _PROVIDER),
    Kind("IBAN", "iban", iban, ("IBAN", "rekening", "compte", "Konto"), _IBAN),
    Kind("account", "iban", ten_and_two, ("rekeningnummer", "n° de compte", "Kontonummer"), _ACCOUNT),
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
        yield Example(sentence, start, start + len(written), kind.category, f"{kind.name}: {layout.shape}")


def random_digits(count: int, seed: int) -> list[str]:
    """So many strings of eleven digits, each one as likely as any other."""
    random = Random(seed)
    return [f"{random.randrange(10**11):011d}" for _ in range(count)]


def in_a_sentence(digits: str) -> str:
    """Digits that nothing announces."""
    return f"waarde {digits} genoteerd"


def share_that_looks_like_a_national_number() -> float:
    """Of all strings of eleven digits, those that may be a national or BIS number.

    Month 1 to 12 with 0, 20, 40 or 60 added and day 0 to 31, or month 0 and any day; serials 001 to 998; of the
    hundred pairs of check digits one is right for a birth before 2000, and for births up to 2030 one more.
    """
    month_and_day = 4 * (12 * 32 + 1 * 100) / (100 * 100)
    serial = 998 / 1000
    check = (1 + 31 / 100) / 100
    return month_and_day * serial * check

"""Bank accounts: IBAN (ISO 13616), and the Belgian account number from before it (``123-4567890-02``).

The check digits are those of ISO 7064 mod 97-10. A country's own rules are not applied: accounts at banks that merged
or closed are still somebody's.

>>> compact("be68.5390 0754 7034")
'BE68539007547034'
>>> is_valid("BE68 5390 0754 7034"), is_valid("BE68 5390 0754 7035")
(True, False)
>>> format("BE68539007547034")
'BE68 5390 0754 7034'
"""

from __future__ import annotations

import re

from stdnum import iban
from stdnum.exceptions import InvalidChecksum, InvalidFormat, ValidationError

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import signs_of
from detectors.recognizers.labels import numbered
from detectors.recognizers.separators import BLANKS, DASH, DASHES

_COUNTRY_LENGTHS = (
    "AD24 AE23 AL28 AT20 BA20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IL23 "
    "IS26 IT27 LI21 LT20 LU20 LV21 MA28 MC27 MT31 NL18 NO15 PL28 PT25 RO24 RS22 SE24 SI19 SK24 SM27 TN24 TR26 UA29 "
    "AZ28 BH22 BR29 BY28 CR22 DO28 EG29 FO18 GE22 GI23 GL18 GT28 IQ23 JO30 KW30 KZ20 LB28 LC32 LY25 MD24 ME22 MK19 "
    "MR27 MU30 PK24 PS29 QA29 SA24 SC31 SD18 ST25 SV28 TL23 VA22 VG24 XK20"
)
_LENGTHS = {entry[:2]: int(entry[2:]) for entry in _COUNTRY_LENGTHS.split()}
_LONGEST = 34
_BBAN = 12
_HIDDEN = r"[*xX•]{4}"


def compact(text: str) -> str:
    """The account as capitals and digits; a Belgian account number from before IBAN becomes its IBAN.

    >>> compact("001-2345678-03")
    'BE21001234567803'
    """
    account = signs_of(text).removeprefix("IBAN")
    if len(account) == _BBAN and account.isdigit():
        return f"BE{iban.calc_check_digits(f'BE00{account}')}{account}"
    return account


def validate(text: str) -> str:
    """The compact account.

    Raises:
        stdnum.exceptions.ValidationError: what is wrong, without the value.
    """
    signs = signs_of(text)
    if len(signs) == _BBAN and signs.isdigit() and not _sums_up(signs):
        raise InvalidChecksum
    account = compact(text)
    if _LENGTHS.get(account[:2], len(account)) != len(account):
        raise InvalidFormat
    return str(iban.validate(account, check_country=False))


def is_valid(text: str) -> bool:
    """Whether the text is a bank account with right check digits."""
    try:
        return bool(validate(text))
    except ValidationError:
        return False


def format(text: str) -> str:  # noqa: A001 the verb of python-stdnum
    """In groups of four, as printed."""
    return str(iban.format(compact(text)))


def locate(candidate: str) -> list[tuple[int, int]]:
    """The account inside a generous match: of its country's length, since words may follow without a sign between.

    >>> locate("BE68 5390 0754 7034 van")
    [(0, 19)]
    """
    wanted = _LENGTHS.get(candidate[:2].upper(), _LONGEST)
    seen = 0
    for offset, sign in enumerate(candidate):
        seen += sign.isalnum()
        if seen == wanted:
            return [(0, offset + 1)]
    return [(0, len(candidate.rstrip(" .-")))]


def _sums_up(signs: str) -> bool:
    """Whether the check digits of an account without separators are right; a country's form is left to ``is_valid``."""
    if len(signs) == _BBAN and signs.isdigit():
        return (int(signs[:10]) % 97 or 97) == int(signs[10:])
    account = signs.removeprefix("IBAN")
    return int("0" + "".join(str(int(sign, 36)) for sign in account[4:] + account[:4])) % 97 == 1


def check(candidate: str) -> Verdict:
    """VALID with right check digits in a known country's length; MALFORMED with wrong or hidden ones."""
    account = signs_of(candidate)
    known = _LENGTHS.get(account[:2]) == len(account) or (len(account) == _BBAN and account.isdigit())
    if known and _sums_up(account) and is_valid(candidate):
        return Verdict.VALID
    return Verdict.MALFORMED if known or re.search(_HIDDEN, candidate) else Verdict.NO


_SIGN = rf"[\n.{BLANKS}{DASHES}]"
_IN_FOURS = (
    r"(?:[A-Z]{2}|be|nl|fr|de|lu)\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?"
    r"|(?:BE|NL|FR|DE|LU) \d{2}(?: [A-Z0-9]{4}){3,6}(?: [A-Z0-9]{1,3})?"
)
"""Written so, in the length of its country, nothing else looks the same, mistyped or not."""

_MASKED = rf"[A-Z]{{2}}[0-9*xX]{{2}}(?: ?{_HIDDEN}){{2,6}} ?\d{{3,4}}"

_PARTLY_MASKED = r"[A-Z]{2}\d{2}(?: ?[0-9*xX•]{4}){1,6}(?: ?[0-9*xX•]{1,4})?"
"""Some digits shown, others hidden; the check asks for four hidden ones."""

RECOGNIZER = Recognizer(
    name="iban",
    category="iban",
    patterns=(
        Pattern(rf"(?i)[A-Z]{{2}}{_SIGN}?\d{{2}}(?:{_SIGN}{{0,2}}[A-Z0-9]){{11,30}}", score=1.0),
        Pattern(_IN_FOURS, score=1.0, telling=True),
        Pattern(rf"\d{{3}}{DASH}\d{{7}}{DASH}\d{{2}}", score=0.7),
        Pattern(r"\d{3}[ ./-]?\d{7}[ ./-]?\d{2}", score=0.0),
        Pattern(_MASKED, score=0.9, telling=True),
        Pattern(_PARTLY_MASKED, score=0.88, telling=True),
    ),
    check=check,
    context=(
        *numbered("iban", "rekening", "rek", "bankrekening", "zichtrekening", "spaarrekening", "konto", "bank"),
        *(
            "overschrijving",
            "overschrijven",
            "stort",
            "storten",
            "storting",
            "terugbetaling",
            "compte",
            "compte bancaire",
            "n° de compte",
            "numéro de compte",
        ),
        *("virement", "verser", "bankverbindung", "überweisung", "account", "bank account"),
    ),
    context_score=0.95,
    locate=locate,
    near="0",
    glued=True,
    compact=compact,
)

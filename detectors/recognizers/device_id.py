"""Numbers of devices behind their label: IMEI and ICCID of a telephone, serial numbers of pumps, sensors and laptops.

The serial number of a device that a person wears is known to its maker by name. Source: 3GPP TS 23.003 (IMEI, Luhn);
ITU-T E.118 (ICCID, begins with 89).

>>> is_valid("35-692008-123456-8"), is_valid("356920081234567")
(True, False)
"""

from __future__ import annotations

from stdnum import luhn
from stdnum.exceptions import InvalidFormat

from detectors.recognizer import Pattern, Recognizer, Verdict
from detectors.recognizers.cleaning import digits_of, signs_of
from detectors.recognizers.labels import LINK
from detectors.recognizers.verbs import accepts

_IMEI = 15
_FEWEST_DIGITS = 2
_SERIAL = (
    r"(?i:serienummer|serienr|serie-?n(?:umme)?r|serial(?: ?(?:number|no|nr|#))?|s/n|sn|seriennummer"
    r"|geräte-?(?:nummer|nr)|(?:n°|numéro)(?: de)? série|série|serien-?nr(?:\. uhr)?|rahmen(?:nummer|nr)"
    r"|device[ _-]?id|android[ _-]?id"
    r"|apparaat-?id|toestel-?id|udid|imei2?|meid|iccid"
    r"|sim(?:kaart)?[ -]?(?:nummer|nr)|hostnaam|hostname|computernaam|ssid|wifi-?naam|nom du wifi|wlan-?name)"
)
_OF_A_THING = (
    r"(?i:(?: (?:van (?:de|het) |du |de la |de l['’]|of the |des |der )?(?:toestel|pomp|insulinepomp|sensor|laptop"
    r"|telefoon|appareil|pompe|téléphone|device|pump|phone|gerät[es]*|implantaat|implant))?)"
)
_PRINTED_IMEI = r"(?:35|86|01|99)(?:[ /-]\d{6}[ /-]\d{6}|\d{4}[ /-]\d{2}[ /-]\d{6})[ /-]\d"
_PRINTED_ICCID = r"89\d{2}(?: \d{4}){3} \d{3,4}"
_OF_A_WINDOWS_ACCOUNT = r"S-1-5(?:-\d{2,10}){2,7}"
_BEHIND_A_BRAND = (
    r"\b(?i:samsung|galaxy|ipad|macbook|iphone|laptop|tablet)[^\n,;.]{0,12}? (?P<value>(?:[A-Z]{1,4}\d"
    r"|\d)[0-9A-Z]{8,11})\b"
)
"""Serial numbers as makers print them, in capitals."""

_LABEL = rf"\b{_SERIAL}{_OF_A_THING}(?i:{LINK})"


def compact(text: str) -> str:
    """Capitals and digits."""
    return signs_of(text)


def validate(text: str) -> str:
    """The compact number of a telephone.

    Raises:
        stdnum.exceptions.ValidationError: it is no IMEI; without the value.
    """
    digits = digits_of(text)
    if len(digits) != _IMEI or len(signs_of(text)) != _IMEI:
        raise InvalidFormat
    return str(luhn.validate(digits))


def is_valid(text: str) -> bool:
    """Whether the text is an IMEI; other numbers of devices have no check."""
    return accepts(validate, text)


def check(candidate: str) -> Verdict:
    """VALID when it holds digits: a word is no number."""
    return Verdict.VALID if sum(sign.isdigit() for sign in candidate) >= _FEWEST_DIGITS else Verdict.NO


def locate(candidate: str) -> list[tuple[int, int]]:
    """The number without the full stop of the sentence."""
    return [(0, len(candidate.rstrip("./-")))]


RECOGNIZER = Recognizer(
    name="device_id",
    category="cookie_id",
    patterns=(
        Pattern(_PRINTED_IMEI, score=0.85),
        Pattern(_OF_A_WINDOWS_ACCOUNT, score=0.9),
        Pattern(_PRINTED_ICCID, score=0.85),
        Pattern(_BEHIND_A_BRAND, score=0.8),
        Pattern(rf"{_LABEL}(?P<value>[0-9A-Za-z](?:[ .-]?[0-9A-Z]){{5,23}})\b", score=0.88),
        Pattern(rf"{_LABEL}(?P<value>[0-9A-Za-z][0-9A-Za-z-]{{7,39}})\b", score=0.88),
    ),
    check=check,
    locate=locate,
    near="0",
    reach=90,
    compact=compact,
)

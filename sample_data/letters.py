"""What old systems do to letters they do not know."""

from __future__ import annotations

import unicodedata

_WITHOUT_MARK = str.maketrans({"ı": "i", "Ł": "L", "ł": "l", "Đ": "D", "đ": "d", "ß": "ss", "æ": "ae", "ø": "o"})


def ascii_letters(text: str) -> str:
    """The text without marks on its letters.

    >>> ascii_letters("Łukasz Öztürk")
    'Lukasz Ozturk'
    """
    plain = unicodedata.normalize("NFKD", text.translate(_WITHOUT_MARK))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def windows_letters(text: str) -> str:
    """The text with only the letters of cp1252: ``é`` stays, ``ş`` becomes ``s``.

    >>> windows_letters("Ayşe Çelik–Wiśniewska")
    'Ayse Çelik–Wisniewska'
    """
    return text if _in_windows(text) else "".join(s if _in_windows(s) else ascii_letters(s) for s in text)


def _in_windows(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def mail_letters(name: str) -> str:
    """A name as it stands in a mail address.

    >>> mail_letters("Van den Broeck"), mail_letters("D'Hondt")
    ('vandenbroeck', 'dhondt')
    """
    return "".join(sign for sign in ascii_letters(name).lower() if sign.isalnum())

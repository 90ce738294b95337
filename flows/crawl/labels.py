"""What may be printed of a file: reports, logs and the data map name files, and file names name people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import PurePosixPath

Predicate = Callable[[str], bool]

_EMAIL = re.compile(r"[^\s/@]+@[^\s/@]+\.[A-Za-z]{2,}")
_DIGIT_RUN = re.compile(r"\+?\d(?:[ ._/-]?\d){8,}")
_DAY = re.compile(
    r"(?<!\d)(?:(?:19|20)\d\d([-_. ]?)[01]\d\1[0-3]\d|[0-3]\d[-_. ][01]\d[-_. ](?:19|20)\d\d)(?![-. ]?\d{3}|\d)"
)
_TIMESTAMP = re.compile(r"(?:19|20)\d{6}(?:\d{4}|\d{6})?|[0-3]\d[01]\d(?:19|20)\d\d(?:\d{4}|\d{6})?|1\d{9}|1\d{12}")
# Names that a vendor gives, with the customer's account number in front.
_VENDOR_NAME = re.compile(r"\d{6,12}_(?:tickets|contacts|companies)-[A-Z][a-z]+-\d\d-\d{4}-\d\d_\d\d(?!\d)")
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_MANY_DIGITS = 9


def seems_personal(name: str) -> bool:
    """Whether a file, folder, sheet or column name holds an e-mail address or a number as long as a person's.

    Dates and times are long numbers as well; they pass.

    >>> seems_personal("scan 80.11.06-298.18.csv"), seems_personal("tickets_2025-02-04_12-12-00.csv")
    (True, False)
    """
    if _EMAIL.search(name):
        return True
    return any(_is_long_number(run.group()) for run in _DIGIT_RUN.finditer(_DAY.sub("|", name)))


def _is_long_number(run: str) -> bool:
    digits = re.sub(r"\D", "", run)
    return len(digits) >= _MANY_DIGITS and not _TIMESTAMP.fullmatch(digits)


def printable(path: PurePosixPath, sha256: Callable[[], str], *, personal: Predicate = seems_personal) -> str:
    """The path itself, or, where a name in it seems to hold personal data, what stands for it.

    Args:
        path: below the exports folder.
        sha256: gives the checksum of the content; asked only when the file's own name cannot be printed.
        personal: a further test, such as ``personal_names.points_at_a_person``; it is not shown the suffix.

    >>> from pathlib import PurePosixPath
    >>> printable(PurePosixPath("mail/jan@example.be.csv"), lambda: "0a1b2c3d4e")
    'mail/file-0a1b2c3d.csv'
    """
    folders = ["withheld" if _withheld(folder, personal) else folder for folder in path.parts[:-1]]
    suffix = _plain_suffix(path)
    withheld = _withheld(path.name.removesuffix(suffix), personal)
    return "/".join([*folders, f"file-{sha256()[:8]}{suffix}" if withheld else path.name])


def _withheld(name: str, personal: Predicate) -> bool:
    vendor = _VENDOR_NAME.match(name)
    name = name[vendor.end() :] if vendor else name
    return bool(_UNPRINTABLE.search(name)) or seems_personal(name) or personal(name)


def _plain_suffix(path: PurePosixPath) -> str:
    return path.suffix if re.fullmatch(r"\.[A-Za-z]{1,5}\d?", path.suffix) else ""

"""What a file is, by its content; a suffix lies as often as it helps."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from detectors.errors import UnreadableInput

if TYPE_CHECKING:
    from flows.crawl.encoding import Encoding
    from flows.crawl.survey import Survey

_OLE2 = bytes.fromhex("d0cf11e0a1b11ae1")
_KNOWN_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive; unpack it first"),
    (b"Rar!", "a RAR archive; unpack it first"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3\0", "an SQLite database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"MSH|", "an HL7 message"),
)
_TAR_MAGIC_AT = 257
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_XLS_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
_CONTROL = re.compile(r"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_MOST_CONTROL = 0.02
_MOST_NULS = 0.1
_OLE2_DIRECTORY_BYTES = 1 << 24


def sniff_bytes(path: Path, facts: Survey) -> str:
    """``workbook`` or ``text``, from the raw bytes.

    Raises:
        UnreadableInput: ``empty``, ``encrypted``, ``truncated``, ``binary`` or ``format-not-known``.
    """
    if facts.size == 0:
        raise UnreadableInput("empty", "The file is empty.")
    if facts.head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_kind(path)
    if facts.head.startswith(_OLE2):
        return _ole2_kind(path)
    for magic, name in _KNOWN_MAGIC:
        if facts.head.startswith(magic):
            raise _not_known(name)
    if facts.head[_TAR_MAGIC_AT:].startswith(b"ustar"):
        raise _not_known("a tar archive; unpack it first")
    return "text"


def _not_known(name: str) -> UnreadableInput:
    return UnreadableInput("format-not-known", f"This is {name}; no reader takes it.")


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = _mimetype(archive) if "mimetype" in names else ""
    except zipfile.BadZipFile:
        raise UnreadableInput("truncated", "A zip file (such as a workbook) whose end is missing.") from None
    except (RuntimeError, NotImplementedError):  # what zipfile raises for a password and for a stronger encryption
        raise UnreadableInput("encrypted", "A zip file that cannot be opened without a password.") from None
    if names & {"xl/workbook.xml", "xl/workbook.bin"} or kind.startswith(_SPREADSHEET):
        return "workbook"
    raise _not_known("a zip file without a workbook in it; unpack it first")


def _mimetype(archive: zipfile.ZipFile) -> str:
    with archive.open("mimetype") as member:
        return member.read(100).decode("ascii", "replace")


def _ole2_kind(path: Path) -> str:
    with path.open("rb") as source:
        content = source.read(_OLE2_DIRECTORY_BYTES)
    if _ENCRYPTED_PACKAGE in content:
        raise UnreadableInput("encrypted", "A workbook protected by a password.")
    if any(name in content for name in _XLS_STREAMS):
        return "workbook"
    raise _not_known("an old Office file that is no workbook")


def head_text(facts: Survey, encoding: Encoding) -> str:
    """The head of a text file; a character or line cut at its end is left out by the callers."""
    head = facts.head[encoding.skip :]
    text = head.decode(encoding.codec, "ignore" if facts.size > len(facts.head) else encoding.errors)
    return text.encode("cp1252", "veilig.as_it_stands").decode("utf-8", "ignore") if encoding.garbled else text


def refuse_binary(facts: Survey, encoding: Encoding) -> None:
    """Tell text from other bytes.

    Raises:
        UnreadableInput: ``binary``.
    """
    text = head_text(facts, encoding)
    nuls = text.count("\0")
    if nuls > _MOST_NULS * len(text) or len(_CONTROL.findall(text)) > _MOST_CONTROL * len(text):
        raise UnreadableInput("binary", "The file holds no text.")


def sniff_text(head: str, name: str) -> str:
    r"""``json``, ``ndjson`` or ``delimited``, from the first characters.

    Raises:
        UnreadableInput: ``empty`` or ``format-not-known``.

    >>> sniff_text('[{"id": 1}]', "x"), sniff_text("a;b\n1;2", "x.json")
    ('json', 'delimited')
    """
    start = head.lstrip()
    if not start:
        raise UnreadableInput("empty", "The file holds nothing but blanks.")
    if start[0] == "{" or re.match(r"\[\s*[\[{\"\d\]tfn-]", start):
        return "ndjson" if _is_lines_of_json(start) else "json"
    if start[0] == "<":
        raise _not_known("an XML or HTML file")
    if _looks_scripted(start, name):
        raise _not_known("a script")
    return "delimited"


def _is_lines_of_json(start: str) -> bool:
    first, _, rest = start.partition("\n")
    following = rest.lstrip()
    return first.rstrip().endswith("}") and first.startswith("{") and following.startswith("{")


def _looks_scripted(start: str, name: str) -> bool:
    return PurePosixPath(name).suffix.lower() == ".js" or start.startswith("window.")

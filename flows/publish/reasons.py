"""Reason codes in plain words, for those who read a report and not the code."""

from __future__ import annotations

IN_WORDS: dict[str, str] = {
    # rows
    "table-not-in-policy": "the policy does not name this table",
    "no-subject": "the row belongs to no person that could be identified, so no consent could be checked",
    "no-consent": "the person did not consent to this purpose, or withdrew the consent",
    "minor": "the person was under 18 on the reference date",
    "age-unknown": "no date of birth is known, so the person is treated as a minor",
    "objection": "the person objected to further use (GDPR art. 21)",
    "do-not-contact": "the person, or an address or number of theirs, is on the do-not-contact list",
    "restricted": "processing of this person's data is restricted, or the person was erased (GDPR art. 17, 18)",
    "expired": "the retention term is over",
    "k-anonymity": "too few people are in the release for anyone to go unnoticed among them",
    "merged": "the person has another row here that speaks for them: a person has one file, however many were opened",
    "perhaps-another": "the person may be another one in the release: the pair waits for `veilig subject review`",
    "tells-of-change": "the row or cell tells that a name, number or registered sex changed",
    "small-cell": "too few people stand behind the figure, or the figure would reveal another that is hidden",
    "not-counted": "the figures count other rows than this one, as the policy says",
    # cells
    "unknown-category": "nobody decided yet what this column holds",
    "not-in-category": "the cell does not look like what its column holds, or has a word that no list knows",
    "known-identifier": "the cell holds an identifier of a person the clinic knows",
    "personal-data": "a recognizer found personal data in the cell",
    "withheld-by-policy": "the policy says that what this column holds never leaves, such as recordings and passwords",
    "unparsable-date": "the cell cannot be read as a date",
    # files and rows that could not be read
    "binary": "the file is no text and no known format",
    "disk-error": "the disk failed while the file was read",
    "empty": "the file holds nothing",
    "encoding": "the bytes are not text in the encoding that the file starts with",
    "encrypted": "the file asks for a password",
    "format-not-known": "no reader knows this format",
    "malformed": "the file breaks the rules of its own format",
    "not-permitted": "the program may not read the file",
    "nul-byte": "the row holds a zero byte",
    "row-too-long": "the row has more cells than the header has names",
    "row-too-short": "the row has fewer cells than the header has names",
    "too-deep": "the document is nested deeper than any export is",
    "too-large": "the file is larger than the reader takes",
    "too-wide": "the file has more columns than any export has",
    "truncated": "the file ends in the middle",
    "zip-bomb": "the file unpacks to many times its size",
}


def in_words(reason: str) -> str:
    """The reason as a sentence; the code itself where nobody wrote one.

    >>> in_words("minor")
    'the person was under 18 on the reference date'
    """
    return IN_WORDS.get(reason, reason.replace("-", " "))

"""Every recognizer, in the order in which equals win."""

from __future__ import annotations

from detectors.recognizer import Recognizer
from detectors.recognizers import email, iban, national_number, phone

RECOGNIZERS: tuple[Recognizer, ...] = (
    national_number.RECOGNIZER,
    email.RECOGNIZER,
    iban.RECOGNIZER,
    phone.RECOGNIZER,
)

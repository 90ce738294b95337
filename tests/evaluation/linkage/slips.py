"""What goes wrong when somebody types: one slip a time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

_BESIDE = {
    "a": "zqs", "b": "vn", "c": "xvk", "d": "sf", "e": "zr", "f": "dg", "g": "fh", "h": "gj", "i": "uoy", "j": "hk",
    "k": "jlc", "l": "km", "m": "l", "n": "b", "o": "ip", "p": "o", "q": "a", "r": "et", "s": "qd", "t": "ry",
    "u": "yi", "v": "cb", "w": "x", "x": "wc", "y": "tui", "z": "ae",
}  # fmt: skip
"""Neighbours on a Belgian keyboard, and letters that sound alike."""
_DOMAIN_SLIPS = {"gmail": "gmial", "hotmail": "hotmial", "telenet": "telnet", "outlook": "outlok", "skynet": "skynett"}
_NEVER_EARLIER = date(1901, 1, 1)


def in_word(rng: Random, word: str) -> str:
    """A name with two letters changed places, one left out, doubled, or taken from the key beside it."""
    letters = [place for place, sign in enumerate(word) if sign.isalpha() and place > 0]
    if len(letters) < 2:
        return word
    place = rng.choice(letters)
    kind = rng.choices(("exchanged", "left out", "doubled", "beside"), (25, 30, 20, 25))[0]
    if kind == "exchanged" and place + 1 < len(word) and word[place + 1].isalpha():
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    if kind == "doubled":
        return word[:place] + word[place] + word[place:]
    if kind == "beside":
        return word[:place] + rng.choice(_BESIDE.get(word[place].lower(), "e")) + word[place + 1 :]
    return word[:place] + word[place + 1 :]


def in_date(rng: Random, day: date, latest: date) -> date:
    """A date with day and month the wrong way round, or a day, month, year or decade beside the right one."""
    kinds = ["swapped", "day", "day", "month", "year", "decade"]
    for kind in rng.sample(kinds, k=len(kinds)):
        wrong = _slipped_date(rng, day, kind)
        if wrong and wrong != day and _NEVER_EARLIER < wrong < latest:
            return wrong
    return day


def _slipped_date(rng: Random, day: date, kind: str) -> date | None:
    step = rng.choice((-1, 1))
    if kind == "day":
        return day + timedelta(days=step * rng.choice((1, 1, 10)))
    try:
        if kind == "swapped":
            return day.replace(month=day.day, day=day.month)
        if kind == "month":
            return day.replace(month=day.month + step)
        return day.replace(year=day.year + step * (10 if kind == "decade" else 1))
    except ValueError:
        return None


def in_email(rng: Random, address: str) -> str:
    """A mail address with a slip before the @, or in the name of the provider."""
    local, _, domain = address.partition("@")
    provider, _, end = domain.partition(".")
    if rng.random() < 0.3 and provider in _DOMAIN_SLIPS:
        return f"{local}@{_DOMAIN_SLIPS[provider]}.{end}"
    return f"{in_word(rng, local)}@{domain}"


def in_digits(rng: Random, number: str) -> str:
    """A number with two of its last figures changed places, or another one in place of one."""
    place = rng.randrange(max(len(number) - 7, 1), len(number) - 1)
    if rng.random() < 0.5 and number[place] != number[place + 1]:
        return number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    figure = rng.choice([sign for sign in "0123456789" if sign != number[place]])
    return number[:place] + figure + number[place + 1 :]

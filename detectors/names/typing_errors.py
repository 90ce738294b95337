"""Whether one word is another with one typing error (Damerau): a letter more, less, other, or two swapped."""

from __future__ import annotations


def is_one_error_apart(one: str, other: str) -> bool:
    """Whether a single error turns one word into the other; equal words are none apart.

    >>> is_one_error_apart("jansens", "janssens"), is_one_error_apart("snadra", "sandra")
    (True, True)
    >>> is_one_error_apart("janssens", "janssens"), is_one_error_apart("jan", "jos")
    (False, False)
    """
    short, long = sorted((one, other), key=len)
    if short == long or len(long) - len(short) > 1:
        return False
    alike = next((place for place, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[alike:] == long[alike + 1 :]
    swapped = short[:alike] + short[alike + 1 : alike + 2] + short[alike] + short[alike + 2 :]
    return short[alike + 1 :] == long[alike + 1 :] or swapped == long

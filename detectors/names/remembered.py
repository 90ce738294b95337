"""Answers that are remembered until the lists of names change."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

_Args = ParamSpec("_Args")
_Answer = TypeVar("_Answer")
_FORGET: list[Callable[[], None]] = []


def remembered(function: Callable[_Args, _Answer]) -> Callable[_Args, _Answer]:
    """As ``functools.cache``; for what is worked out from the lists of names.

    >>> @remembered
    ... def answer():
    ...     print("worked out")
    >>> answer(), answer(), forget(), answer()
    worked out
    worked out
    (None, None, None, None)
    """
    kept = cache(function)
    _FORGET.append(kept.cache_clear)
    return cast("Callable[_Args, _Answer]", kept)


def forget() -> None:
    """Forgets all remembered answers."""
    for clear in _FORGET:
        clear()

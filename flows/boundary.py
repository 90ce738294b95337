"""The boundary of a task or flow: what may cross it when something goes wrong.

Prefect stores the message of a failed task and pickles the exception of a failed flow, with whatever it holds. So only
our own errors cross, whose messages are free of values; anything else becomes a ``Defect`` that names the exception's
type and the line of code, and nothing that the exception said.
"""

from __future__ import annotations

import errno
import functools
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

from detectors.errors import VeiligError

Args = ParamSpec("Args")
Result = TypeVar("Result")


class Defect(VeiligError):
    """A mistake in veilig itself."""

    exit_code = 1

    @classmethod
    def of(cls, error: Exception) -> Defect:
        """What may be told of an exception that nobody foresaw: its type and our line of code, not what it said."""
        return cls(
            f"An unexpected {type(error).__name__} at {where(error)}.",
            hint="Please report it: this message holds no personal data.",
        )


class Interrupted(VeiligError):
    """The machine refused or lost a file while it was read or written; trying again may help."""

    exit_code = 11


def sealed(function: Callable[Args, Result]) -> Callable[Args, Result]:
    """Lets only errors without values out of the function.

    >>> @sealed
    ... def read(cell):
    ...     return int(cell)
    >>> read("Jan Peeters")
    Traceback (most recent call last):
    flows.boundary.Defect: An unexpected ValueError ... Please report it: this message holds no personal data.
    """

    @functools.wraps(function)
    def inner(*args: Args.args, **kwargs: Args.kwargs) -> Result:
        try:
            return function(*args, **kwargs)
        except VeiligError as error:
            safe: VeiligError = error.with_traceback(None)
        except OSError as error:
            # The message of an OSError holds the path, and paths of exports can hold names.
            code = errno.errorcode.get(error.errno or 0, "without a code")
            safe = Interrupted(
                f"The system answered {code} at {where(error)}.", hint="Check disk and network, run again."
            )
        except Exception as error:  # noqa: BLE001 - the one place where everything is caught, so that nothing is told
            safe = Defect.of(error)
        raise safe from None

    return inner


def where(error: BaseException) -> str:
    """The innermost line of our own code that the error passed through, as ``package/module.py:line``."""
    root = Path(__file__).parent.parent
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(root) and ".venv" not in frame.filename]
    frame = (own or list(frames))[-1]
    path = Path(frame.filename)
    return f"{path.relative_to(root) if path.is_relative_to(root) else path.name}:{frame.lineno}"

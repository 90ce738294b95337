"""Who is at work: the user of the operating system, and the program that was called."""

from __future__ import annotations

import os
import pwd
import sys
from collections.abc import Mapping
from pathlib import Path

LOGIN = Path("/proc/self/loginuid")
"""Linux: who logged in, set once by the login and kept by sudo and su (pam_loginuid(8))."""

_NOBODY_LOGGED_IN = 2**32 - 1


def actor(environment: Mapping[str, str] = os.environ) -> str:
    """As the audit log tells it: ``lena as veilig, with veilig``; no argument of the command is told.

    >>> actor({"PREFECT__FLOW_RUN_ID": "…"}).endswith(", with prefect")
    True
    """
    person, account = person_at_work(environment), _name(os.getuid())
    return f"{person if person == account else f'{person} as {account}'}, with {_program(environment)}"


def person_at_work(environment: Mapping[str, str] = os.environ) -> str:
    """The person behind a shared account: who logged in, else who called sudo, else the account itself."""
    logged_in = _logged_in()
    if logged_in is not None:
        return _name(logged_in)
    by_sudo = environment.get("SUDO_UID", "")
    return _name(int(by_sudo)) if by_sudo.isdecimal() else _name(os.getuid())


def _logged_in() -> int | None:
    try:
        user = int(LOGIN.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return None
    return None if user == _NOBODY_LOGGED_IN else user


def _name(user: int) -> str:
    try:
        return pwd.getpwuid(user).pw_name
    except KeyError:
        return f"user {user}"


def _program(environment: Mapping[str, str]) -> str:
    return "prefect" if "PREFECT__FLOW_RUN_ID" in environment else Path(sys.argv[0]).name or "python"

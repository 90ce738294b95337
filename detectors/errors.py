"""The errors a user meets.

A message names files, tables, columns, row numbers and counts, never a value: Prefect stores the messages of failed
flows, and terminals end up in tickets. Every error carries a hint that says what to do instead.
"""

from __future__ import annotations


class VeiligError(Exception):
    """A mistake in the input, the configuration or the keys: shown as one sentence, without a traceback.

    Args:
        message: what is wrong and where, free of personal values.
        hint: what to do about it, in the imperative.
    """

    exit_code = 1

    def __init__(self, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class UsageError(VeiligError):
    """The command line asks for something that does not exist."""

    exit_code = 2


class ConfigurationError(VeiligError):
    """veilig.yaml, a policy or the decisions file is invalid."""

    exit_code = 10


class UnreadableInput(VeiligError):
    """An export could not be read; ``reason`` is the code under which it stands in quarantine."""

    exit_code = 11

    def __init__(self, reason: str, message: str, *, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.args = (reason, message, hint)  # keeps the exception picklable between processes
        self.reason = reason


class ContractBroken(VeiligError):
    """A published dataset does not match its own codebook, checksums or schema."""

    exit_code = 12


class GateRefused(VeiligError):
    """The checks before publication found something that must not leave."""

    exit_code = 13


class KeyUnavailable(VeiligError):
    """The keyring or the vault is missing, unreadable, or readable by others."""

    exit_code = 14

"""How Prefect is set up for a workspace before it is imported: quiet, offline, and with its database kept private."""

from __future__ import annotations

import os
from pathlib import Path

QUIET = {
    # Two switches, one for the client and one for the server; neither implies the other.
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    # Logs of a run go to the terminal or the worker, not into the database.
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_LOGGING_LEVEL": "CRITICAL",
    "PREFECT_LOGGING_SERVER_LEVEL": "CRITICAL",
    # Libraries below Prefect log through the root: the pool of its database does, stopped in the middle of a query.
    "PREFECT_LOGGING_ROOT_LEVEL": "CRITICAL",
    # A result that is kept is a copy of the data outside private/.
    "PREFECT_RESULTS_PERSIST_BY_DEFAULT": "false",
    "PREFECT_TASKS_DEFAULT_PERSIST_RESULT": "false",
    # The server that lives as long as one run has no history to tidy and no automation to wake. These write to its
    # database on their own time; stopped in the middle of that at the end of a run, they print a traceback.
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TASK_RUN_RECORDER_ENABLED": "false",
    # A new database takes 20 to 40 seconds to migrate; the default gives up after 20.
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
    "PREFECT_CLI_PROMPT": "false",
}

ALONE = {
    # With a key, Prefect sends no events to the server that it starts itself, which looks at neither. That server may
    # be gone before the last of them, and Prefect would wait for it at the end of a run, for ever.
    "PREFECT_API_KEY": "unused",
}
"""Where the user has set no server."""

USERS = ("PREFECT_API_URL", "PREFECT_HOME", "PREFECT_PROFILES_PATH")
"""A server, or the profiles in which one and its key may stand: variables of the environment outdo a profile."""


def prepare_prefect(private: Path) -> None:
    """Sets what is not set yet; a PREFECT_API_URL of the user's is respected.

    Everything that Prefect writes (database, storage, memo) goes below ``private/prefect``, readable by the owner only.
    """
    home = private / "prefect"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    alone = {} if any(name in os.environ for name in USERS) else ALONE
    for name, value in {"PREFECT_HOME": str(home), **QUIET, **alone}.items():
        os.environ.setdefault(name, value)

"""How many tasks of a flow go at a time."""

import os
from typing import Any

from prefect.futures import PrefectFuture
from prefect.task_runners import TaskRunner, ThreadPoolTaskRunner


def every_core() -> TaskRunner[PrefectFuture[Any]]:
    """As many threads as cores: Arrow and the scanner work outside Python's lock. The default has no limit."""
    runner: Any = ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1)
    return runner  # type: ignore[no-any-return]  # generic over a type that Prefect never binds

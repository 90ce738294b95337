"""How long each room takes over a workspace, without Prefect around it; prints seconds per room as JSON.

The flows' own code runs, but for one thing: a task that is handed in goes straight to a pool of threads.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import sys
import time
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AS_OF = dt.date(2026, 10, 31)


def main(root: str) -> None:
    from flows.prefect_settings import prepare_prefect

    prepare_prefect(Path(root) / "private")
    from prefect import Task

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        Task.submit = lambda task, *given: _Submitted(pool.submit(task.fn, *given))
        print(json.dumps(_rooms(root)))


def _rooms(root: str) -> dict[str, float]:
    from detectors.data_map import DataMap
    from detectors.decisions import load_decisions
    from flows.discover import Discovery, configured, crawl_exports, map_tables
    from flows.extract import make_extract
    from flows.figures import make_figures
    from flows.link import link_subjects
    from flows.policies import load_policies
    from flows.release import Run, publish_release
    from flows.terms import judge
    from flows.workspace import held
    from transforms.keys import load_keyring

    workspace, *_ = configured(root, None, AS_OF)
    keyring, policies, clock = load_keyring(workspace.keyring), load_policies(workspace), _Clock()
    with held(workspace) as work:
        crawl = crawl_exports(workspace.exports, work)
        clock.strike("crawl")
        found = Discovery(crawl, DataMap(tuple(map_tables(crawl.tables, load_decisions(workspace.decisions)))))
        clock.strike("discover")
        links, known = link_subjects.fn(workspace, keyring, found, work, AS_OF)
        clock.strike("link")
        expired = judge(workspace, found, links, AS_OF)
        clock.strike("terms")
        run = Run(workspace, keyring, found, links, known, AS_OF, work, expired)
        contents = [make_figures(run, policy) if policy.cubes else make_extract(run, policy) for policy in policies]
        clock.strike("treat")
        for content in contents:
            publish_release.fn(run, content)
        clock.strike("publish")
    return clock.seconds


@dataclass(frozen=True)
class _Submitted:
    """A task under way, asked for its result as Prefect's are."""

    future: Future[Any]

    def result(self, *, raise_on_failure: bool = True) -> Any:
        failure = self.future.exception()
        if failure and raise_on_failure:
            raise failure
        return failure or self.future.result()


class _Clock:
    """Seconds since the last strike, by name."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._since = time.perf_counter()

    def strike(self, name: str) -> None:
        now = time.perf_counter()
        self.seconds[name] = now - self._since
        self._since = now


if __name__ == "__main__":
    main(sys.argv[1])

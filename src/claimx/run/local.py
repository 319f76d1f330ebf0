"""Work items to outcomes on this machine: in this process, or over worker processes; the order is that of the items.

Workers are plain subprocesses that speak JSON: no fork of a process that holds models, no pickle, and a crash costs
the one article that caused it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from queue import SimpleQueue

from claimx.config import Settings
from claimx.errors import error_of
from claimx.ingest.discover import WorkItem
from claimx.run.codec import decode, encode_item
from claimx.run.shard import Outcome, ShardMaker, lost
from claimx.run.worker import receive, send

_AHEAD = 4
"""Items in flight per worker: bounds memory, and keeps workers busy while an early article is slow."""

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def make_outcomes(items: Iterable[WorkItem], settings: Settings) -> Iterator[Outcome]:
    """Yield the outcome of each item, in order.

    ``settings.jobs`` worker processes do the work (0: one per core); with 1 it is done here.  Raises ModelError.
    """
    jobs = settings.jobs if settings.jobs > 0 else _cores()
    if jobs == 1:
        make = ShardMaker(settings)
        yield from (make(item) for item in items)
    else:
        yield from _pooled(items, settings, jobs)


def _pooled(items: Iterable[WorkItem], settings: Settings, jobs: int) -> Iterator[Outcome]:
    idle: SimpleQueue[_Worker] = SimpleQueue()
    workers = [_Worker(settings) for _ in range(jobs)]
    for worker in workers:
        idle.put(worker)

    def work(item: WorkItem) -> Outcome:
        worker = idle.get()
        try:
            return worker.outcome(item)
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(jobs) as threads:
            pending: deque[Future[Outcome]] = deque()
            try:
                for item in items:
                    pending.append(threads.submit(work, item))
                    if len(pending) >= jobs * _AHEAD:
                        yield pending.popleft().result()
                while pending:
                    yield pending.popleft().result()
            finally:
                for future in pending:
                    future.cancel()
    finally:
        for worker in workers:
            worker.close()


class _Worker:
    """One worker process, started on first use and again after it died."""

    def __init__(self, settings: Settings) -> None:
        self._settings = json.dumps(asdict(settings)).encode()
        self._process: subprocess.Popen[bytes] | None = None

    def outcome(self, item: WorkItem) -> Outcome:
        """The item's outcome; a failed one if the process dies over it.  Raises ModelError."""
        answer = None
        with suppress(OSError):
            process = self._started()
            assert process.stdin and process.stdout
            send(process.stdin, encode_item(item))
            answer = receive(process.stdout)
        if answer is None:
            return lost(item, f"its worker process ended with status {self.close()}")
        if answer.startswith(b"-"):
            code, what, why, remedy = json.loads(answer[1:])
            raise error_of(code)(what, why, remedy)
        return decode(Outcome, answer[1:])

    def close(self) -> int:
        """End the process; its exit status, 0 where there is none."""
        process, self._process = self._process, None
        if process is None:
            return 0
        assert process.stdin and process.stdout
        with suppress(OSError):
            process.stdin.close()
        process.stdout.close()
        return process.wait()

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None:
            # -P: a file named like a module, in the folder where the user stands, must not be imported.
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "claimx.run.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                env=_environment(),
            )
            assert self._process.stdin
            send(self._process.stdin, self._settings)
        return self._process


def _environment() -> dict[str, str]:
    home = str(Path(__file__).resolve().parents[2])
    paths = [home, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **dict.fromkeys(_THREADS, "1")}


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1

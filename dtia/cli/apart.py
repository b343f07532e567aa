"""Work in a process of its own, while this one does other work and tells the steps of both."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Thread
from typing import Any, Protocol

# Polars and the drawing engine run threads, which a fork would not take along.
SPAWN = get_context("spawn")


class Steps(Protocol):
    """Whoever is told which step runs."""

    def __call__(self, step: str, **values: str) -> None: ...

    def pass_by(self, step: str, **values: str) -> object: ...


class Apart:
    """A process that calls a function of a module, whose last argument is told its steps.

    It is made ready `before` it is given what to work on. Leaving the context ends the process,
    whatever it does.
    """

    def __init__(
        self, work: Callable[..., Any], *, steps: Steps, before: Callable[[], None] | None = None
    ) -> None:
        self.steps = steps
        # A process that ends without a word was ended: there was too little memory.
        self.outcome: tuple[bool, Any] = (False, MemoryError())
        self.here, there = SPAWN.Pipe()
        self.process = SPAWN.Process(target=_do, args=(there, work, before), daemon=True)
        self.process.start()
        there.close()
        self.listener = Thread(target=self._listen, daemon=True)
        self.listener.start()

    def __enter__(self) -> Apart:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.kill()
        self.process.join()

    def begin(self, *given: Any) -> None:
        """Let the process call its function with what is given."""
        with suppress(ConnectionError):  # `result` says that it has ended
            self.here.send(given)

    def result(self) -> Any:
        """Wait for what the function returns, or raise what it raised."""
        while self.listener.is_alive():
            self.listener.join(1)  # at times, or Windows would keep Ctrl-C waiting
        well, outcome = self.outcome
        if not well:
            raise outcome
        return outcome

    def _listen(self) -> None:
        with suppress(EOFError, OSError):
            while True:
                what, said = self.here.recv()
                if what == "step":
                    passing, step, values = said
                    (self.steps.pass_by if passing else self.steps)(step, **values)
                else:
                    self.outcome = what == "done", said


class _Teller:
    """Tell steps to the process that waits."""

    def __init__(self, there: Connection) -> None:
        self.there = there

    def __call__(self, step: str, **values: str) -> None:
        self.there.send(("step", (False, step, values)))

    def pass_by(self, step: str, **values: str) -> None:
        self.there.send(("step", (True, step, values)))


def _do(there: Connection, work: Callable[..., Any], before: Callable[[], None] | None) -> None:
    # Ctrl-C reaches both; the one that waits ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with suppress(ConnectionError):
        try:
            if before:
                before()
            outcome = "done", work(*there.recv(), _Teller(there))
        except ConnectionError:
            raise
        except BaseException as error:
            outcome = "failed", error
        there.send(outcome)


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """Keep this process, and those that it starts, to one core, where a program may choose it.

    Polars hands each expression to another thread. With tables of some thousand rows, waking that
    thread on another core takes longer than the work.
    """
    if sys.platform != "linux":
        yield
        return
    cores = sorted(os.sched_getaffinity(0))
    # Commands that run at the same time do not all begin with the first core.
    _keep_to({cores[(os.getpid() + number) % len(cores)]})
    try:
        yield
    finally:
        _keep_to(cores)


def _keep_to(cores: Iterable[int]) -> None:
    if sys.platform == "linux":
        for thread in Path("/proc/self/task").iterdir():
            with suppress(OSError):  # it may have ended
                os.sched_setaffinity(int(thread.name), cores)

"""Worker processes for reading: one a core, each told of a document at a time and answering with what it holds.

Not multiprocessing: its spawn imports the caller's ``__main__`` again, which a user's script may not be made for. A
worker that dies (a PDF library that aborts) or takes too long costs its one document.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import queue
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from utlatande.corpus.reading import Done, Task, nothing, understand

BATCH = 32  # documents that are put in at a time, when so many are ready
PATIENCE = 300.0  # seconds one document may take before it is left out
_SIZE = struct.Struct(">Q")
_RUN = "from utlatande.corpus.workers import serve; serve()"


def cores() -> int:
    """Return how many processors this process may use."""
    usable = getattr(os, "sched_getaffinity", None)
    return len(usable(0)) if usable else os.cpu_count() or 1


def spread(todo: Sequence[Task], count: int | None = None) -> Iterator[list[tuple[Task, Done]]]:
    """Yield documents once workers have read them, in the order they are done: all that are ready at a time."""
    count = min(count or cores(), len(todo))
    waiting: queue.SimpleQueue[Task] = queue.SimpleQueue()
    for task in todo:
        waiting.put(task)
    ready: queue.Queue[tuple[Task, Done] | BaseException] = queue.Queue(maxsize=max(BATCH, 4 * count))
    stopped = threading.Event()
    threads = [threading.Thread(target=_drive, args=(waiting, ready, stopped), daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    try:
        left = len(todo)
        while left:
            batch = [ready.get()]
            with contextlib.suppress(queue.Empty):
                while len(batch) < BATCH:
                    batch.append(ready.get_nowait())
            done = [one for one in batch if not isinstance(one, BaseException)]
            left -= len(done)
            if done:
                yield done
            for one in batch:
                if isinstance(one, BaseException):
                    raise one
    finally:
        stopped.set()
        while any(thread.is_alive() for thread in threads):
            with contextlib.suppress(queue.Empty):  # a thread may be waiting to hand something over
                ready.get(timeout=0.02)


def _drive(waiting: queue.SimpleQueue[Task], ready: queue.Queue[Any], stopped: threading.Event) -> None:
    """Hand documents to one worker, beginning anew with another when it dies."""
    worker: _Worker | None = None
    try:
        while not stopped.is_set():
            try:
                task = waiting.get_nowait()
            except queue.Empty:
                return
            worker = worker or _Worker()
            done = worker.ask(task, stopped)
            if done is None:
                worker.end()
                worker = None
                done = Done(
                    nothing(task.file.name, f"{task.file.name} gick inte att läsa på rimlig tid och är inte med."),
                    left=True,
                )
            ready.put((task, done))
    except BaseException as error:  # noqa: BLE001 - it is raised in the thread that asked
        ready.put(error)
    finally:
        if worker is not None:
            worker.end()


class _Worker:
    """A child process that reads documents."""

    def __init__(self) -> None:
        home = str(Path(__file__).parent.parent.parent)
        paths = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(
            [sys.executable, "-c", _RUN],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=os.environ | {"PYTHONPATH": paths},
        )

    def ask(self, task: Task, stopped: threading.Event) -> Done | None:
        """Return what the worker made of a document; None when it died, hung, or the work was called off."""
        alarm = threading.Timer(PATIENCE, self._process.kill)
        watch = threading.Thread(target=self._watch, args=(stopped, over := threading.Event()), daemon=True)
        alarm.daemon = True
        alarm.start()
        watch.start()
        try:
            assert self._process.stdin is not None  # noqa: S101 - for the type checker
            assert self._process.stdout is not None  # noqa: S101
            _send(self._process.stdin, task)
            answer = _receive(self._process.stdout)
        except (OSError, EOFError, ValueError):
            return None
        finally:
            alarm.cancel()
            over.set()
        return answer if isinstance(answer, Done) else None

    def _watch(self, stopped: threading.Event, over: threading.Event) -> None:
        while not over.wait(0.1):
            if stopped.is_set():
                self._process.kill()
                return

    def end(self) -> None:
        """Let the worker go."""
        for pipe in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                if pipe is not None:
                    pipe.close()
        try:
            self._process.wait(timeout=1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _send(pipe: IO[bytes], value: object) -> None:
    data = pickle.dumps(value)
    pipe.write(_SIZE.pack(len(data)) + data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> object:
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        raise EOFError
    (size,) = _SIZE.unpack(head)
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - what our own child process wrote


def serve() -> None:
    """Read documents until the parent is gone. Run in the child; what libraries print must not reach the pipe."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when the work is called off
    pipe_in, pipe_out = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    from utlatande.readers import pdf

    with contextlib.suppress(EOFError, OSError), pdf.pool():
        while True:
            task = _receive(pipe_in)
            if isinstance(task, Task):
                _send(pipe_out, understand(task))

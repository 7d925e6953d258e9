"""The parent's side of the PDF child: started when needed, asked one file at a time, ended when it hangs."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from utlatande.errors import MissingReader
from utlatande.readers import processes

WORKER = Path(__file__).with_name("pdf_worker.py")
_BOOT = "import sys; a = sys.argv; sys.path.append(a[1]); raise SystemExit(__import__(a[2]).main(a[3:]))"
FILES = 200  # read by one child before a fresh one takes over, so that no leak adds up
OUTPUT = 400 << 20  # bytes of replies about one file


class WorkerDied(Exception):
    """The child ended in the middle of a file: out of memory, or PDFium crashed."""


class WorkerTimeout(WorkerDied):
    """The child took too long and was ended."""


class Worker:
    """One child process, and the next when that one has ended."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._job: object = None
        self._memory = 0
        self._files = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(
        self, request: dict[str, Any], *, seconds: float, memory: int, each: Callable[[dict[str, Any]], None]
    ) -> list[dict[str, Any]]:
        """Return the replies about one file, the last of which says ``done`` or ``error``.

        ``each`` is called with every page while the child reads the next one.

        Raises WorkerTimeout after ``seconds`` on the clock, WorkerDied when the child ended.
        """
        if self._process is None or self._memory != memory or self._files >= FILES:
            self.close()
            self._start(memory)
        self._files += 1
        process = self._process
        assert process is not None  # noqa: S101 - _start made it
        late = threading.Event()

        def stop() -> None:
            late.set()
            processes.end(process)

        timer = threading.Timer(seconds, stop)
        timer.daemon = True
        timer.start()
        try:
            return self._talk(process, request, each)
        except (OSError, ValueError) as error:
            self.close()
            raise (WorkerTimeout if late.is_set() or self._out_of_time else WorkerDied)(str(error)) from error
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the child."""
        process, self._process = self._process, None
        if process is None:
            return
        processes.end(process)
        self._out_of_time = process.returncode == -_SIGXCPU
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        self._job = None

    def _start(self, memory: int) -> None:
        place = (str(WORKER.parent), WORKER.stem)
        command = [sys.executable, "-I", "-S", "-X", "utf8", "-c", _BOOT, *place, pdfium_folder(), str(memory)]
        self._process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **processes.options()
        )
        self._memory, self._files, self._out_of_time = memory, 0, False
        if sys.platform == "win32":
            from utlatande.readers import windows_job

            self._job = windows_job.limit(self._process, memory)

    @staticmethod
    def _talk(
        process: subprocess.Popen[bytes], request: dict[str, Any], each: Callable[[dict[str, Any]], None]
    ) -> list[dict[str, Any]]:
        assert process.stdin is not None  # noqa: S101 - both are pipes
        assert process.stdout is not None  # noqa: S101
        process.stdin.write(json.dumps(request).encode("ascii") + b"\n")
        process.stdin.flush()
        replies: list[dict[str, Any]] = []
        size = 0
        for line in process.stdout:
            size += len(line)
            if size > OUTPUT:
                raise ValueError("too much output")
            reply = json.loads(line)
            replies.append(reply)
            if "done" in reply or "error" in reply:
                return replies
            each(reply)
        raise ValueError("the child ended")


_SIGXCPU = 24


def pdfium_folder() -> str:
    """Find pypdfium2's raw package, which holds PDFium, without loading it."""
    found = importlib.util.find_spec("pypdfium2_raw")
    if found is None or not found.submodule_search_locations:
        raise MissingReader("PDF-läsaren saknas. Installera den med: pip install pypdfium2")
    return str(next(iter(found.submodule_search_locations)))

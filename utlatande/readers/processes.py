"""Child processes that can be ended with all that they started, on POSIX and on Windows."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

NO_WINDOW = 0x08000000  # Windows: no console flashes up
NEW_GROUP = 0x00000200


def options() -> dict[str, Any]:
    """Return what Popen needs for a child that can be ended as a whole."""
    if sys.platform == "win32":
        return {"creationflags": NO_WINDOW | NEW_GROUP}
    return {"start_new_session": True}


def end(process: subprocess.Popen[bytes]) -> None:
    """End a child and whatever it started, at once."""
    if sys.platform == "win32":
        program = Path(os.environ.get("SYSTEMROOT", r"C:\Windows")) / "System32" / "taskkill.exe"
        with contextlib.suppress(OSError):
            subprocess.run(
                [str(program), "/F", "/T", "/PID", str(process.pid)],
                check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, creationflags=NO_WINDOW,
            )  # fmt: skip
    else:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    with contextlib.suppress(OSError):
        process.kill()
    process.wait()


def run(command: Sequence[str], *, seconds: float, folder: str, environment: dict[str, str] | None = None) -> int:
    """Run a program without input or output until it ends; raise TimeoutExpired after ``seconds``, all of it ended."""
    process = subprocess.Popen(
        list(command), cwd=folder, env=environment,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, **options(),
    )  # fmt: skip
    try:
        return process.wait(timeout=seconds)
    finally:
        end(process)

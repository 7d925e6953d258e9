"""The command line: options in, library calls, printed lines out. One place turns errors into lines and exit codes."""

from __future__ import annotations

import contextlib
import errno
import gc
import json
import os
import sys
from collections.abc import Sequence

import click

from utlatande.cli import swedish
from utlatande.errors import OutputError, UtlatandeError

DEFECT = 70
GARBAGE = 50_000  # objects before the collector looks: a short run makes few cycles (a draft is 5 % quicker by it)
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code (the README lists them)."""
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(GARBAGE)
    _speak_utf8()
    sys.exit(run(arguments))


def run(arguments: Sequence[str]) -> int:
    """Run the command line with ``arguments`` and return its exit code. Prints; never raises, but for ``--debug``."""
    from utlatande.cli.commands import cli

    as_json, debug = "--json" in arguments, "--debug" in arguments
    try:
        code = cli.main(list(arguments), prog_name="utlatande", standalone_mode=False)
        sys.stdout.flush()
    except UtlatandeError as error:
        if debug:
            raise
        return _report(error.code, error.message, error.path, error.exit_code, as_json=as_json)
    except click.ClickException as error:
        return _report("usage", swedish.usage_error(error), None, error.exit_code, as_json=as_json)
    except (KeyboardInterrupt, click.Abort):
        return _report("interrupted", "Avbrutet. Inget halvfärdigt har sparats.", None, INTERRUPTED, as_json=as_json)
    except BrokenPipeError:
        # The reader of a pipe (head, less) had enough; Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if debug:
            raise
        if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
            # Most often what is printed goes to a file; Python must not try once more when it flushes at exit.
            with contextlib.suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            message = "Disken är full: resultatet kunde inte skrivas. Frigör utrymme och kör samma kommando igen."
            return _report("output", message, None, OutputError.exit_code, as_json=False)
        message = (
            f"Ett fel i utlatande självt ({type(error).__name__}: {error}). Ingenting har skrivits över. "
            "Kör samma kommando med --debug och skicka det som skrivs ut till den som sköter programmet."
        )
        return _report("defect", " ".join(message.split()), None, DEFECT, as_json=as_json)
    return code if isinstance(code, int) else 0


def _report(code: str, message: str, path: str | None, exit_code: int, *, as_json: bool) -> int:
    if as_json:
        click.echo(json.dumps({"schema": 1, "error": {"code": code, "message": message, "path": path}}))
    else:
        click.echo(message, err=True)
    return exit_code


def _speak_utf8() -> None:
    """Make output survive any name or letter: UTF-8 into pipes, and no crash on what a terminal cannot show."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")

"""Older formats (.doc, .odt, .rtf, flat XML): LibreOffice makes them Word files, in an own profile and a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from utlatande.errors import DamagedFile, MissingFile, MissingReader, TooLarge
from utlatande.model import Document
from utlatande.readers import processes
from utlatande.word.package import DEFAULT, Limits

Result = TypeVar("Result")
PROGRAMS = ("soffice", "libreoffice")
PLACES = (  # where LibreOffice lies when it is not on PATH
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
FILTERS = {  # LibreOffice's own names; without one it would read anything as plain text
    ".doc": ("--infilter=MS Word 97",),
    ".rtf": ("--infilter=Rich Text Format",),
    ".fodt": ("--infilter=OpenDocument Text Flat XML",),
    ".xml": ("--infilter=MS Word 2003 XML",),
}
MEMORY = 4 << 30  # bytes of address space for LibreOffice, which maps far more than it uses
_START = "import os,resource as r,sys;a=sys.argv;r.setrlimit(r.RLIMIT_CORE,(0,0));{}os.execv(a[3],a[3:])"
_LIMITS = "r.setrlimit(r.RLIMIT_AS,(int(a[1]),)*2);r.setrlimit(r.RLIMIT_FSIZE,(int(a[2]),)*2);"

# No macro runs, no link is followed or brought up to date, and what would still fetch finds no way out.
_SETTINGS = (
    ("Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("Office.Writer/Content/Update", "Link", "0"),
    ("Office.Writer/Content/Update", "Field", "false"),
    ("Office.Common/Save/Document", "CreateBackup", "false"),
    ("Inet/Settings", "ooInetProxyType", "2"),
    ("Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPProxyPort", "9"),
    ("Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"),
    ("Inet/Settings", "ooInetHTTPSProxyPort", "9"),
)


def read_legacy(path: Path, name: str, limits: Limits = DEFAULT, kind: str = "doc") -> Document:
    """Read a .doc, .odt, .rtf, .fodt or Word 2003 .xml file by way of LibreOffice. Raises as ``as_word`` does."""
    from utlatande.word.read import read_word

    return as_word(
        path, name, limits, kind, lambda target: replace(read_word(target, name=name, limits=limits), format=kind)
    )


def as_word(path: Path, name: str, limits: Limits, kind: str, use: Callable[[Path], Result]) -> Result:
    """Have LibreOffice make a Word file of a .doc, .odt or .rtf file, and return what ``use`` makes of that.

    Raises MissingReader when LibreOffice is not installed, DamagedFile when it cannot read the file, TooLarge when it
    takes longer than ``limits.convert_seconds``.
    """
    program = office()
    if program is None:
        raise MissingReader(
            f"Filen {name} är en .{kind}-fil, som läses med LibreOffice. Installera LibreOffice (libreoffice.org),"
            " eller spara filen som Word (.docx) eller pdf.",
            path=path,
        )
    with tempfile.TemporaryDirectory(prefix="utlatande-", ignore_cleanup_errors=True) as folder:
        source = Path(folder) / f"in.{kind}"
        try:
            shutil.copyfile(path, source)
        except OSError as error:
            raise MissingFile(f"Filen {name} går inte att öppna. Kontrollera namnet och mappen.", path=path) from error
        target = _converted(program, source, Path(folder), path=path, name=name, limits=limits)
        return use(target)


def office() -> str | None:
    """Return LibreOffice's program, or None when it is not installed."""
    found = next((one for program in PROGRAMS if (one := shutil.which(program))), None)
    return found or next((place for place in PLACES if Path(place).exists()), None)


def _converted(program: str, source: Path, folder: Path, *, path: Path, name: str, limits: Limits) -> Path:
    """Have LibreOffice write ``source`` as .docx, and return that file."""
    profile = folder / "profile"
    _write_profile(profile)
    command = [
        program, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", "--nolockcheck",
        "--nodefault", *FILTERS.get(source.suffix, ()),
        "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    if sys.platform != "win32":
        limit = _LIMITS if sys.platform.startswith("linux") else ""
        size = str(4 * limits.file_bytes)
        command = [sys.executable, "-I", "-S", "-c", _START.format(limit), str(MEMORY), size, *command]
    environment = dict(os.environ) | dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), "http://127.0.0.1:9")
    environment |= {"HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        processes.run(command, seconds=limits.convert_seconds, folder=str(folder), environment=environment)
    except subprocess.TimeoutExpired as error:
        raise TooLarge(
            f"Filen {name} tog mer än {limits.convert_seconds:.0f} sekunder för LibreOffice att läsa. Dela upp den,"
            " eller spara den som Word (.docx).",
            path=path,
        ) from error
    target = folder / "out" / "in.docx"
    if not target.exists():
        raise DamagedFile(
            f"Filen {name} är skadad, eller låst med lösenord: LibreOffice kan inte läsa den. Öppna den i Word och"
            " spara den som .docx.",
            path=path,
        )
    return target


def _write_profile(profile: Path) -> None:
    """Write the settings that LibreOffice starts with: nothing runs, nothing is fetched."""
    items = "".join(
        f'<item oor:path="/org.openoffice.{place}"><prop oor:name="{key}" oor:op="fuse">'
        f"<value>{value}</value></prop></item>"
        for place, key, value in _SETTINGS
    )
    folder = profile / "user"
    folder.mkdir(parents=True)
    (folder / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )

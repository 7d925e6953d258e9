"""Measure searches that are kept to some passages: ``python tests/bench/filters.py [PASSAGES]`` (else 100000).

The generated passages of ``matching.py``, each with a date, an area, a nämnd and a party; the same questions without a
filter and with each. Told: median and 95th percentile of a warm search, in ms.
"""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from matching import asked_of, generated, timed, vocabulary

from utlatande.index import Fingerprint, Index
from utlatande.model import DocumentKind, Earlier, Metadata, PassageKind, Query

PARTIES = ("M", "L", "C", "KD", "SD", "S", "V", "MP")
WITHIN = {
    "nothing": {},
    "a kind (1 of 3)": {"kinds": (PassageKind.ANSWER,)},
    "four years (4 of 20)": {"since": "2015", "until": "2018"},
    "an area (1 of 50)": {"areas": ("Område 7",)},
    "a nämnd (1 of 10)": {"namnder": ("nämnd 3",)},
    "a party (1 of 8)": {"parties": ("Moderaterna",)},
    "1,000 documents excluded": {"exclude": tuple(f"d{n}.docx" for n in range(1_000))},
    "all of it": {
        "kinds": (PassageKind.ANSWER,),
        "since": "2015",
        "until": "2018",
        "namnder": ("nämnd 3",),
        "parties": ("M",),
        "exclude": ("d1.docx",),
    },
}


def described(passage):
    n = int(passage.id) // 20
    date = f"{2005 + n % 20}-{1 + n % 12:02}-{1 + n % 28:02}"
    return replace(
        passage, date=date, area=f"Område {n % 50}", namnd=f"Nämnd {n % 10}", parties=(PARTIES[n // 7 % len(PARTIES)],)
    )


def fill(index, size):
    own = []
    for passage in generated(size):
        own.append(described(passage))
        if len(own) == 20:
            name = own[0].origin.document
            earlier = Earlier(document=name, kind=DocumentKind.OTHER, metadata=Metadata(), passages=tuple(own))
            index.add(earlier, Fingerprint(size=1, mtime_ns=1, sha256=""))
            own = []
    index.publish()


def main():
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    questions = asked_of(vocabulary())
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder) / "index") as index:
        fill(index, size)
        print(f"{size} passages         median ms   95th")
        for name, within in WITHIN.items():
            median, high = timed(lambda q, within=within: index.search(Query(text=q, limit=10, **within)), questions)
            print(f"{name:28} {median:6.2f} {high:6.1f}", flush=True)


if __name__ == "__main__":
    main()

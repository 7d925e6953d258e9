"""A draft on somebody's desk: what people do to it in Word, each edit with what is true of it afterwards."""

from __future__ import annotations

import copy
import io
import random
import re
import zipfile
from dataclasses import dataclass, field

from lxml import etree
from ooxml import SPACE, w

from utlatande.model import Fate
from utlatande.word import provenance

PROPERTIES, RUN, TEXT = w("pPr"), w("r"), w("t")
WORD = re.compile(r"\w+")
# Words and sentences that no draft has.
OTHER = [
    "kaniner",
    "vattenspegel",
    "trumpet",
    "segling",
    "kryddor",
    "papegoja",
    "bibblan",
    "orkester",
    "solros",
    "kajak",
    "pannkaka",
    "mandolin",
    "grotta",
    "tussilago",
    "lavendel",
    "ballong",
    "giraff",
    "havtorn",
    "knäckebröd",
    "vindruva",
    "lokomotiv",
    "kompass",
    "teleskop",
    "murgröna",
    "dragspel",
]
NEW = (
    "Ridklubben har under våren byggt ett nytt stall med plats för tolv hästar och fyra ponnyer.",
    "Biblioteket lånar sedan i maj ut stickor, garn och mönster till den som vill prova på hantverk.",
    "Koloniträdgårdarna får nytt vatten efter att rören frös sönder i januari.",
    "Simhallen stänger tre veckor i juli för att bassängen ska få ny kakel.",
    "Skidspåret preparerades elva gånger och användes flitigt av motionärer.",
)


@dataclass
class Desk:
    """A Word file with what is true of each suggestion in it: its fate, and whether it was moved."""

    data: bytes
    seed: int = 0
    truth: dict[str, tuple[Fate, bool]] = field(default_factory=dict)
    added: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    where: dict[str, etree._Element] = field(default_factory=dict)
    done: list[tuple[str, str]] = field(default_factory=list)

    def __post_init__(self):
        self.random = random.Random(self.seed)
        with zipfile.ZipFile(io.BytesIO(self.data)) as file:
            self.files = {name: file.read(name) for name in file.namelist()}
        self.root = etree.fromstring(self.files["word/document.xml"])
        self.body = self.root.find(w("body"))
        for name in sorted(n for n in self.files if n.startswith("customXml/item")):
            part = provenance.read_part(etree.fromstring(self.files[name]))
            if part is not None:
                for one in part.suggestions:
                    self.texts[one.bookmark] = one.text
                    self.truth[one.bookmark] = (Fate.KEPT, False)
                    self.where[one.bookmark] = self._stands(one)

    def packed(self) -> bytes:
        """The file as saved."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
            for name, data in self.files.items():
                file.writestr(name, etree.tostring(self.root) if name == "word/document.xml" else data)
        return out.getvalue()

    # --- what stands there ---------------------------------------------------------------------------------------

    def starts(self, name):
        return [one for one in self.root.iter(w("bookmarkStart")) if one.get(w("name")) == name]

    def _stands(self, one):
        """The paragraph that holds a suggestion; of a table the first in it."""
        start = self.starts(one.bookmark)[0]
        if one.role == "table" and not any(True for _ in start.iterancestors(w("tbl"))):
            return next(next(start.iterancestors(w("p"))).itersiblings(w("tbl"))).find(f".//{w('p')}")
        return next(start.iterancestors(w("p")))

    def names(self, *, tables=False):
        """The suggestions in running text, or the tables."""
        inside = {name: any(True for _ in self.where[name].iterancestors(w("tbl"))) for name in self.texts}
        return [name for name in self.texts if inside[name] == tables]

    def own(self, text=""):
        """The body's paragraphs without a suggestion that hold ``text``."""
        ours = list(self.where.values())
        return [p for p in self.body.iterchildren(w("p")) if p not in ours and text in shown(p) and shown(p)]

    def nodes(self, paragraph):
        """The texts that show in a paragraph."""
        return [t for t in paragraph.iter(TEXT) if not any(True for _ in t.iterancestors(w("del")))]

    def told(self, name, fate, moved=None):
        self.truth[name] = (fate, self.truth[name][1] if moved is None else moved)

    def can(self, kind, name):
        """Tell whether there is something in a suggestion that this can be done to."""
        nodes = self.nodes(self.where[name])
        if kind == "change_case":
            return any((t.text or "")[:1].isalpha() for t in nodes)
        if kind == "edit_tracked":
            return any(t.getparent().getparent().tag == w("p") and WORD.search(t.text or "") for t in nodes)
        return any(t.text for t in nodes)

    # --- words ---------------------------------------------------------------------------------------------------

    def change_words(self, name, share=0.2):
        """Other words here and there."""
        nodes = self.nodes(self.where[name])
        places = [(t, m.span()) for t in nodes for m in WORD.finditer(t.text or "")]
        count = max(1, round(share * len(places)))
        chosen = self.random.sample(places, min(count, len(places)))
        for t in nodes:
            spans = sorted((span for node, span in chosen if node is t), reverse=True)
            for start, end in spans:
                put(t, t.text[:start] + self.random.choice(OTHER) + t.text[end:])
        left = 1 - count / len(places)
        self.told(name, Fate.EDITED if left >= 0.5 else Fate.REWRITTEN)

    def rewrite(self, name):
        """Nearly all words others, under the bookmark."""
        self.change_words(name, 0.85)

    def replace_all(self, name):
        """Something else altogether, under the bookmark."""
        first, *rest = self.nodes(self.where[name])
        put(first, " ".join(self.random.sample(OTHER, 12)).capitalize() + ".")
        for t in rest:
            put(t, "")
        self.told(name, Fate.REWRITTEN)

    def change_case(self, name):
        """A small letter where a big one was, or the other way."""
        t = next(t for t in self.nodes(self.where[name]) if (t.text or "")[:1].isalpha())
        put(t, t.text[0].swapcase() + t.text[1:])
        self.told(name, Fate.EDITED)

    def change_sign(self, name):
        """Another sign at the end."""
        t = [t for t in self.nodes(self.where[name]) if t.text][-1]
        put(t, t.text[:-1] + "!" if t.text[-1] in ".:" else t.text + ";")
        self.told(name, Fate.EDITED)

    def add_sentence(self, name):
        """One more sentence after the bookmark, in the same paragraph."""
        self.where[name].append(run(" " + self.random.choice(NEW)))
        self.told(name, Fate.EDITED)

    def begin_otherwise(self, name):
        """A few words before the text."""
        t = next(t for t in self.nodes(self.where[name]) if t.text)
        put(t, "Som papegojan sade " + t.text)
        self.told(name, Fate.EDITED)

    def shorten(self, name):
        """The last half taken away."""
        nodes = [t for t in self.nodes(self.where[name]) if t.text]
        words = [(t, m.start()) for t in nodes for m in WORD.finditer(t.text)]
        node, start = words[len(words) // 2]
        put(node, node.text[:start])
        for t in nodes[nodes.index(node) + 1 :]:
            put(t, "")
        self.told(name, Fate.EDITED)

    def edit_tracked(self, name):
        """A word changed with tracked changes on, not accepted."""
        nodes = [t for t in self.nodes(self.where[name]) if t.getparent().getparent().tag == w("p")]
        node = next(t for t in nodes if WORD.search(t.text or ""))
        m = self.random.choice(list(WORD.finditer(node.text)))
        old, after = m[0], node.text[m.end() :]
        put(node, node.text[: m.start()])
        holder = node.getparent()
        new = changed("ins", run(self.random.choice(OTHER)))
        for one in (run(after), new, changed("del", run(old, "delText"))):
            holder.addnext(one)
        self.told(name, Fate.EDITED)

    def restyle(self, name):
        """Bold, and another style."""
        for one in self.where[name].iter(RUN):
            if one.find(w("rPr")) is None:
                one.insert(0, etree.fromstring(f'<w:rPr xmlns:w="{w("")[1:-1]}"><w:b/></w:rPr>'))
        look = self.where[name].find(PROPERTIES)
        if look is not None and look.find(w("pStyle")) is not None:
            look.remove(look.find(w("pStyle")))

    def cut_runs(self, name):
        """Nothing but what a spelling check does: runs cut apart."""
        for t in self.nodes(self.where[name]):
            if len(t.text or "") > 8:
                holder = t.getparent()
                new = copy.deepcopy(holder)
                new.find(TEXT).text = t.text[5:]
                new.find(TEXT).set(SPACE, "preserve")
                put(t, t.text[:5])
                holder.addnext(new)

    # --- paragraphs ----------------------------------------------------------------------------------------------

    def remove(self, name):
        """The whole paragraph, its bookmark with it."""
        take(self.where[name])
        self.told(name, Fate.REMOVED)

    def empty(self, name):
        """All its text, as LibreOffice does: the bookmark stays, around nothing."""
        for t in self.nodes(self.where[name]):
            put(t, "")
        self.told(name, Fate.REMOVED)

    def remove_tracked(self, name):
        """The whole paragraph with tracked changes on."""
        paragraph = self.where[name]
        for one in list(paragraph.iterchildren(RUN, w("ins"))):
            if one.tag == w("ins"):
                for inner in list(one):
                    one.addprevious(inner)
                    self._deleted(inner)
                take(one)
            elif one.find(w("commentReference")) is None:
                self._deleted(one)
        look = paragraph.find(PROPERTIES)
        mark = look.find(w("rPr")) if look.find(w("rPr")) is not None else etree.SubElement(look, w("rPr"))
        mark.insert(0, changed("del"))
        self.told(name, Fate.REMOVED)

    def _deleted(self, one):
        for t in one.iter(TEXT):
            t.tag = w("delText")
        holder = changed("del")
        one.addprevious(holder)
        holder.append(one)

    def split(self, name):
        """Enter pressed in the middle: the bookmark spans both."""
        paragraph = self.where[name]
        nodes = [t for t in self.nodes(paragraph) if t.text]
        node = max(nodes, key=lambda t: len(t.text))
        cuts = [m.start() for m in re.finditer(r"(?<=[.!?]) ", node.text)] or [
            m.start() for m in re.finditer(" ", node.text)
        ]
        if not cuts:
            return
        cut = self.random.choice(cuts)
        holder = node.getparent()
        top = holder if holder.getparent() is paragraph else holder.getparent()
        second = etree.Element(w("p"))
        if paragraph.find(PROPERTIES) is not None:
            second.append(copy.deepcopy(paragraph.find(PROPERTIES)))
        second.append(run(node.text[cut + 1 :]))
        for one in list(top.itersiblings()):
            second.append(one)
        put(node, node.text[:cut])
        paragraph.addnext(second)

    def join(self, name):
        """The next paragraph drawn up into this one; True when it was another suggestion's or the draft's own."""
        paragraph = self.where[name]
        following = paragraph.getnext()
        if (
            following is None
            or following.tag != w("p")
            or not shown(following)
            or following.find(f".//{w('sectPr')}") is not None
        ):
            return False
        paragraph.append(run(" "))
        for one in list(following):
            if one.tag != PROPERTIES:
                paragraph.append(one)
        take(following)
        other = next((n for n, p in self.where.items() if p is following), None)
        if other is None:
            self.told(name, Fate.KEPT)
        else:
            self.where[other] = paragraph
        return True

    def forget(self, name):
        """The bookmark, as when text is pasted over."""
        for start in self.starts(name):
            for end in [e for e in self.root.iter(w("bookmarkEnd")) if e.get(w("id")) == start.get(w("id"))]:
                take(end)
            take(start)

    def move(self, name, *, lose=False):
        """The paragraph cut and pasted under another heading."""
        paragraph = self.where[name]
        heads = [p for p in self.body.iterchildren(w("p")) if self.is_heading(p) and p is not paragraph]
        at = list(self.body).index(paragraph)
        places = [h for h in heads if abs(list(self.body).index(h) - at) > 4]
        if not places:
            return False
        goal = self.random.choice(places)
        if lose:
            self.forget(name)
        take(paragraph)
        goal.addnext(paragraph)
        between = list(self.body)[min(at, list(self.body).index(goal)) : max(at, list(self.body).index(goal)) + 1]
        assert any(self.is_heading(one) for one in between)
        self.told(name, self.truth[name][0], moved=True)
        return True

    def is_heading(self, paragraph):
        style = paragraph.find(f"{PROPERTIES}/{w('pStyle')}")
        return style is not None and style.get(w("val"), "").lower().startswith(("heading", "rubrik"))

    def copied(self, name):
        """A copy pasted at the end of the same section: Word leaves the bookmark where it was."""
        paragraph = copy.deepcopy(self.where[name])
        for one in list(
            paragraph.iter(w("bookmarkStart"), w("bookmarkEnd"), w("commentRangeStart"), w("commentRangeEnd"))
        ):
            take(one)
        for one in [r for r in paragraph.iter(RUN) if r.find(w("commentReference")) is not None]:
            take(one)
        self.body.iterchildren(w("p")).__next__().addnext(paragraph)
        self.added.append(shown(paragraph).strip())

    def add(self, name=None):
        """A new paragraph after a suggestion."""
        text = self.random.choice([one for one in NEW if one not in self.added] or NEW)
        self.where[name or self.random.choice(self.names())].addnext(new_paragraph(text))
        self.added.append(text)

    # --- tables and changes --------------------------------------------------------------------------------------

    def table(self, name):
        return next(self.where[name].iterancestors(w("tbl")))

    def edit_cell(self, name):
        """A word in a cell."""
        cells = [
            t for row in list(self.table(name).iter(w("tr")))[1:] for t in row.iter(TEXT) if WORD.search(t.text or "")
        ]
        t = self.random.choice(cells)
        m = self.random.choice(list(WORD.finditer(t.text)))
        put(t, t.text[: m.start()] + self.random.choice(OTHER) + t.text[m.end() :])
        self.told(name, Fate.EDITED)

    def add_row(self, name):
        """A row copied and filled with other text."""
        rows = list(self.table(name).iterchildren(w("tr")))
        row = copy.deepcopy(rows[-1])
        for cell in row.iter(w("tc")):
            *more, last = cell.findall(w("p"))
            for one in more:
                take(one)
            for one in list(last):
                if one.tag != PROPERTIES:
                    take(one)
            last.append(run(" ".join(self.random.sample(OTHER, 3))))
        rows[self.random.randrange(1, len(rows))].addnext(row)
        self.told(name, Fate.EDITED)

    def remove_row(self, name):
        """A row, not the first."""
        rows = list(self.table(name).iterchildren(w("tr")))
        take(self.random.choice(rows[1:]))
        self.told(name, Fate.EDITED)

    def settle(self, name, *, accept):
        """Our own tracked changes in a suggestion, accepted or rejected."""
        paragraph = self.where[name]
        for one in list(paragraph.iter(w("ins"), w("del"))):
            if (one.tag == w("ins")) == accept:
                for inner in list(one):
                    for t in inner.iter(w("delText")):
                        t.tag = TEXT
                    one.addprevious(inner)
            take(one)
        if not accept:
            self.told(name, Fate.EDITED)


def shown(paragraph):
    return "".join(t.text or "" for t in paragraph.iter(TEXT) if not any(True for _ in t.iterancestors(w("del"))))


def put(t, text):
    t.text = text
    t.set(SPACE, "preserve")


def take(element):
    element.getparent().remove(element)


def run(text, tag="t"):
    one = etree.Element(RUN)
    put(etree.SubElement(one, w(tag)), text)
    return one


def new_paragraph(text):
    one = etree.Element(w("p"))
    one.append(run(text))
    return one


_ids = iter(range(90_000, 10_000_000))


def changed(kind, *inside):
    """A tracked change by a colleague."""
    one = etree.Element(w(kind))
    one.set(w("id"), str(next(_ids)))
    one.set(w("author"), "Kollega")
    one.extend(inside)
    return one

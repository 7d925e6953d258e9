"""Which style of the template each paragraph of a draft gets, and what stands in for a style that it lacks."""

from __future__ import annotations

import re
import unicodedata

from lxml import etree
from lxml.etree import _Element as Element

from utlatande.model import Notice, Style
from utlatande.word import marks, xml
from utlatande.word.opened import Opened
from utlatande.word.xml import VAL, w

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles"

# The written map. A style that the template lacks is added under its own name, so that it can be told again and
# changed in Word; it looks like the nearest style that the template has, and differs from it by the XML here.
LEANS: dict[Style, tuple[Style | str, ...]] = {
    Style.TITLE: ("heading 1",),
    Style.SUBTITLE: ("heading 2",),
    Style.BODY: ("Normal",),
    Style.QUESTION: (Style.BODY,),
    Style.REUSED: (Style.BODY,),
    Style.ALTERNATIVE: (Style.BODY,),
    Style.QUOTE: ("Quote", "Citat", Style.BODY),
    Style.LIST: ("List Paragraph", "Liststycke", Style.BODY),
    Style.NUMBERED: ("List Paragraph", "Liststycke", Style.BODY),
    Style.NOTE: (Style.BODY,),
    Style.SIGNATURE: ("Signature", "Signatur", Style.BODY),
    Style.ATTACHMENT: (Style.NUMBERED,),
}
BAR = '<w:pBdr><w:left w:val="single" w:sz="18" w:space="8" w:color="{}"/></w:pBdr>'
LOOKS: dict[Style, str] = {
    Style.TITLE: '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
    Style.SUBTITLE: '<w:pPr><w:outlineLvl w:val="9"/></w:pPr>',
    Style.QUESTION: "<w:pPr><w:keepNext/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>",
    Style.ALTERNATIVE: f'<w:pPr>{BAR.format("8EAADB")}<w:ind w:left="340"/></w:pPr>',
    Style.QUOTE: '<w:pPr><w:ind w:left="454" w:right="454"/></w:pPr>',
    Style.NOTE: f'<w:pPr>{BAR.format("BF9000")}<w:ind w:left="340"/></w:pPr><w:rPr><w:i/><w:iCs/></w:rPr>',
    Style.SIGNATURE: '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="720"/></w:pPr>',
}
HEADING_LOOK = '<w:pPr><w:keepNext/><w:outlineLvl w:val="{}"/></w:pPr><w:rPr><w:b/><w:bCs/></w:rPr>'
EDGE = 'w:val="single" w:sz="4" w:space="0" w:color="808080"'
TABLE_LOOK = (
    f"<w:tblPr><w:tblBorders><w:top {EDGE}/><w:left {EDGE}/><w:bottom {EDGE}/><w:right {EDGE}/>"
    f"<w:insideH {EDGE}/><w:insideV {EDGE}/></w:tblBorders></w:tblPr>"
    '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr></w:tblStylePr>'
)


class Styles:
    """The styles of one template, found by name whatever the language their ids are in."""

    def __init__(self, opened: Opened) -> None:
        """Read the template's styles; a template without any gets an empty part."""
        empty = etree.Element(w("styles"), nsmap={"w": xml.WORD})
        self.root = opened.ensure(opened.main, "word/styles.xml", KIND, CONTENT_TYPE, empty)
        self.by_id = {style.get(w("styleId"), ""): style for style in self.root.iter(w("style"))}
        self.names: dict[tuple[str, str], str] = {}
        for key, style in self.by_id.items():
            for shown in _names(style):
                self.names.setdefault((style.get(w("type"), "paragraph"), shown), key)
        self.missing: list[str] = []
        self._speak_swedish()

    def paragraph(self, style: Style, level: int | None = None) -> str:
        """Return the id of the style for a paragraph of this role."""
        if style is Style.HEADING:
            return self._heading(min(max(level or 1, 1), 9))
        names = marks.STYLES[style]
        found = self.named("paragraph", *names)
        if found is None:
            found = self._add("paragraph", names[0], self._base(style), LOOKS.get(style, ""))
            self.missing.append(names[-1])
        return found

    def table(self) -> str:
        """Return the id of the style for tables."""
        found = self.named("table", *marks.TABLE)
        if found is None:
            base = self.named("table", "Table Grid", "Tabellrutnät") or self._default("table")
            found = self._add("table", marks.TABLE[0], base, TABLE_LOOK)
            self.missing.append(marks.TABLE[0])
        return found

    def table_text(self) -> str:
        """Return the id of the style for text in tables."""
        found = self.named("paragraph", *marks.TABLE_TEXT)
        if found is None:
            look = '<w:pPr><w:spacing w:before="40" w:after="40"/></w:pPr><w:rPr><w:sz w:val="18"/></w:rPr>'
            found = self._add("paragraph", marks.TABLE_TEXT[0], self._default("paragraph"), look)
            self.missing.append(marks.TABLE_TEXT[0])
        return found

    def comment(self) -> tuple[str, str]:
        """Return the ids of the styles for a comment's text and its mark; added without a word when missing."""
        text = self.named("paragraph", "annotation text", "Kommentarer")
        mark = self.named("character", "annotation reference", "Kommentarsreferens")
        small = '<w:rPr><w:sz w:val="{0}"/><w:szCs w:val="{0}"/></w:rPr>'
        return (
            text or self._add("paragraph", "annotation text", self._default("paragraph"), small.format(20)),
            mark or self._add("character", "annotation reference", self._default("character"), small.format(16)),
        )

    def named(self, kind: str, *names: str) -> str | None:
        """Return the id of the first of ``names`` that the template has."""
        return next((key for name in names if (key := self.names.get((kind, name.casefold())))), None)

    def number(self, key: str) -> str | None:
        """Return the w:numId that a style carries, itself or by what it is based on."""
        seen: set[str] = set()
        while key in self.by_id and key not in seen:
            seen.add(key)
            number = self.by_id[key].find(f"{w('pPr')}/{w('numPr')}/{w('numId')}")
            if number is not None:
                return number.get(VAL) if number.get(VAL) != "0" else None
            base = self.by_id[key].find(w("basedOn"))
            key = base.get(VAL, "") if base is not None else ""
        return None

    def notices(self) -> tuple[Notice, ...]:
        """Say once which styles the template lacked."""
        names = ", ".join(f"”{name}”" for name in dict.fromkeys(self.missing))
        if not names:
            return ()
        return (Notice(text=f"Mallen saknar formatmallar: {names}. I utkastet liknar de mallens närmaste formatmall."),)

    def _heading(self, level: int) -> str:
        names = [name.format(level) for name in (*marks.HEADINGS, "Heading {}")]
        found = self.named("paragraph", *names)
        if found is None:
            base = self._heading(level - 1) if level > 1 and self._has_headings() else self._default("paragraph")
            found = self._add("paragraph", names[0], base, HEADING_LOOK.format(level - 1))
            self.missing.append(names[1])
        return found

    def _has_headings(self) -> bool:
        return self.named("paragraph", *(name.format(1) for name in marks.HEADINGS)) is not None

    def _base(self, style: Style) -> str | None:
        for lean in LEANS[style]:
            found = self.paragraph(lean) if isinstance(lean, Style) else self.named("paragraph", lean)
            if found:
                return found
        return self._default("paragraph")

    def _default(self, kind: str) -> str | None:
        return next(
            (
                key
                for key, style in self.by_id.items()
                if style.get(w("type")) == kind and style.get(w("default")) in ("1", "true", "on")
            ),
            None,
        )

    def _add(self, kind: str, name: str, base: str | None, look: str) -> str:
        plain = re.sub(r"[^A-Za-z0-9]", "", unicodedata.normalize("NFKD", name)) or "Utl"
        key = next(k for n in range(len(self.by_id) + 1) if (k := f"{plain}{n or ''}") not in self.by_id)
        based = f'<w:basedOn w:val="{base}"/>' if base else ""
        own = ' w:customStyle="1"' if name.startswith("Utl ") else ""
        style = etree.fromstring(
            f'<w:style xmlns:w="{xml.WORD}" w:type="{kind}"{own} w:styleId="{key}"><w:name w:val="{name}"/>{based}'
            f"<w:qFormat/>{look}</w:style>"
        )
        self.root.append(style)
        self.by_id[key] = style
        self.names[kind, name.casefold()] = key
        return key

    def _speak_swedish(self) -> None:
        """Let the spelling be checked as Swedish: the defaults of the document, and no other default over it."""
        places = [f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}/{w('lang')}"]
        languages = [found for place in places if (found := self.root.find(place)) is not None]
        key = self._default("paragraph")
        if key and (found := self.by_id[key].find(f"{w('rPr')}/{w('lang')}")) is not None:
            languages.append(found)
        for language in languages:
            language.set(VAL, marks.LANGUAGE)
        if not languages:
            self._add_language()

    def _add_language(self) -> None:
        defaults = self.root.find(w("docDefaults"))
        if defaults is None:
            defaults = etree.Element(w("docDefaults"))
            self.root.insert(0, defaults)
        runs = defaults.find(w("rPrDefault"))
        if runs is None:
            runs = etree.Element(w("rPrDefault"))
            defaults.insert(0, runs)
        look = runs.find(w("rPr"))
        if look is None:
            look = xml.sub(runs, "rPr")
        xml.sub(look, "lang", val=marks.LANGUAGE)


def _names(style: Element) -> list[str]:
    """Return a style's name and its aliases, folded."""
    texts = [child.get(VAL, "") for tag in ("name", "aliases") for child in style.findall(w(tag))]
    return [name.strip().casefold() for text in texts for name in text.split(",")]

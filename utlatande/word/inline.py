"""Reads what stands within a paragraph: runs, tracked changes, fields, breaks, signs; and what hangs in it."""
# ruff: noqa: SLF001 - the table of handlers at the end names the class's own methods

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from utlatande.model import Role
from utlatande.spelling import SOFT, normal
from utlatande.word import fieldcodes, looks, symbols
from utlatande.word.context import (
    ALTERNATE,
    BOOKMARKS,
    CHART,
    DEL,
    DIAGRAM,
    DRAWING,
    ID,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    OBJECT,
    OFFICE,
    PLACED,
    RELATION_ID,
    SKIP,
    SPACES,
    VML,
    Context,
    Found,
    Line,
    chosen,
)  # fmt: skip
from utlatande.word.fieldcodes import AutoNumbers, Field
from utlatande.word.looks import PLAIN, Look
from utlatande.word.xml import BR, RELATION, RPR, TAB, R, T, w

_CODE = 6  # hexadecimal digits of the longest character
Boxed = Callable[[Element], list[Found]]


class Inline:
    """The reader of one story's paragraphs. ``box`` reads a text box; ``role`` is what other drawn text becomes."""

    def __init__(self, context: Context, *, box: Boxed, role: Role) -> None:
        self.context = context
        self._box = box
        self._role = role
        self._auto = AutoNumbers()
        self._line = Line()
        self._look = PLAIN  # of the paragraph
        self._run = PLAIN  # of the run
        self._fields: list[Field] = []
        self._muted = 0  # open fields whose result has not begun
        self._looks: dict[tuple[object, ...], Look] = {}

    def paragraph(self, element: Element, line: Line, look: Look) -> None:
        """Add what a paragraph shows to ``line``; ``look`` is its style's."""
        self._line, self._look, self._run = line, look, look
        self._inline(element)
        if self._muted:
            self._give_back()

    def loose(self, element: Element, line: Line, look: Look) -> None:
        """Add what an element outside any paragraph shows."""
        self._line, self._look, self._run = line, look, look
        self._handle(element)

    def _inline(self, element: Element) -> None:
        for child in element:
            self._handle(child)

    def _handle(self, child: Element) -> None:
        tag = child.tag
        if tag == R:
            self._run_of(child)
        elif tag in INLINE:
            INLINE[tag](self, child)
        elif tag not in SKIP:
            self._inline(child)

    def _run_of(self, run: Element) -> None:
        outer, self._run = self._run, self._look
        for child in run:
            tag = child.tag
            if tag == T:
                if child.text:
                    self._add(child.text)
            elif tag == RPR:
                self._run = self._look_of(child)
                if self.context.watch is not None:
                    self.context.watch.formats(child)
            elif tag in INLINE:
                INLINE[tag](self, child)
            elif tag not in SKIP:
                self._inline(child)
        self._run = outer

    def _look_of(self, properties: Element) -> Look:
        own, named = looks.look_of(properties), looks.style_of(properties)
        key = (own, named, self._look)
        look = self._looks.get(key)
        if look is None:
            look = own.over((self.context.styles.run(named) if named else PLAIN).over(self._look))
            self._looks[key] = look
        return look

    def _add(self, text: str) -> None:
        """Add shown text to the paragraph."""
        if self._muted:
            self._fields[-1].held.append(text)
            return
        context, line, look = self.context, self._line, self._run
        if look.hidden:
            context.hidden += len(text)
            return
        if look.struck:
            context.struck += len(text)
            line.struck.append((len(line.pieces), text))
            return
        if look.font is not None and not text.isascii() and symbols.PRIVATE.search(text):
            text = symbols.in_font(text, look.font)
        if "\n" in text and not text.isspace():
            text = " ".join(text.split())  # a line break in the XML is not one on the page
        line.pieces.append(text)
        if context.watch is not None:
            context.watch.text(text, lit=bool(look.lit))
        if self._fields:
            self._fields[-1].shown = True
        if not text.isspace():
            self._noted(text)

    def _noted(self, text: str) -> None:
        """Note the page and the look of text that shows."""
        context, line, look = self.context, self._line, self._run
        context.fresh = False
        if line.page is None:
            line.page = context.page
        size = look.size or context.styles.size
        context.sizes[size] += len(text)
        if line.bold is None:
            line.bold, line.size = bool(look.bold), size
        else:
            line.bold &= bool(look.bold)
            line.size = min(line.size, size)

    def _text(self, element: Element) -> None:
        if element.text:
            self._add(element.text)

    def _deleted_text(self, element: Element) -> None:
        if not self.context.accepted and element.text:
            self._add(element.text)

    def _put(self, text: str) -> None:
        """Add a sign that is no text of its own: a tab or a soft line break."""
        if not (self._muted or self._run.hidden or self._run.struck):
            self._line.pieces.append(text)
            if self.context.watch is not None:
                self.context.watch.text(text, lit=bool(self._run.lit))

    def _break(self, element: Element) -> None:
        if element.get(w("type")) == "page" and not self._muted:
            self.context.typed_break()
        self._put("\n")

    def _rendered_break(self, _: Element) -> None:
        self.context.rendered_break()

    def _symbol(self, element: Element) -> None:
        code = element.get(w("char"), "")
        if 0 < len(code) <= _CODE and all(c in "0123456789abcdefABCDEF" for c in code):
            self._add(symbols.sign(int(code, 16), element.get(w("font"))))

    def _ruby(self, element: Element) -> None:
        base, reading = element.find(w("rubyBase")), element.find(w("rt"))
        if base is not None:
            self._inline(base)
        if reading is not None:
            self._put("(")
            self._inline(reading)
            self._put(")")

    def _inserted(self, element: Element) -> None:
        self._revised(element, stands=self.context.accepted)

    def _deleted(self, element: Element) -> None:
        self._revised(element, stands=not self.context.accepted)

    def _revised(self, element: Element, *, stands: bool) -> None:
        """Read a tracked change when it stands in this view; whoever looks on is told of it either way."""
        self.context.told["revised"] = None
        before = len(self._line.pieces)
        if stands:
            self._inline(element)
        if self.context.watch is None:
            return
        if stands:
            self.context.watch.change(element, "".join(self._line.pieces[before:]))
        else:
            self.context.watch.skipped(element)

    def _bookmark(self, element: Element) -> None:
        if self.context.watch is not None:
            self.context.watch.bookmark(element)

    def _alternate(self, element: Element) -> None:
        for child in chosen(element):
            self._handle(child)

    def _note(self, element: Element) -> None:
        role = Role.FOOTNOTE if element.tag == w("footnoteReference") else Role.ENDNOTE
        marked = element.get(w("customMarkFollows"), "0") in ("1", "true", "on")
        self.context.noted.append((role, element.get(ID, ""), marked))

    def _comment(self, element: Element) -> None:
        self._line.comments.append(element.get(ID, ""))

    # --- fields --------------------------------------------------------------------------------------------------

    def _field_character(self, element: Element) -> None:
        kind = element.get(w("fldCharType"))
        if kind == "begin":
            self._fields.append(Field(form=element.find(w("ffData"))))
            self._muted += 1
        elif not self._fields:
            return
        elif kind == "separate" and not self._fields[-1].in_result:
            self._fields[-1].in_result = True
            self._muted -= 1
        elif kind == "end":
            ended = self._fields.pop()
            self._muted -= 0 if ended.in_result else 1
            if ended.shown and self._fields:
                self._fields[-1].shown = True
            if not ended.shown and (made := fieldcodes.without_result(ended.instruction, ended.form, self._auto)):
                self._add(made)

    def _instruction(self, element: Element) -> None:
        if self._fields:
            self._fields[-1].instruction += element.text or ""

    def _simple_field(self, element: Element) -> None:
        before = len(self._line.pieces)
        self._inline(element)
        if len(self._line.pieces) == before:
            self._add(fieldcodes.without_result(element.get(w("instr"), ""), element.find(w("ffData")), self._auto))

    def _give_back(self) -> None:
        """Show the text of fields that were begun but have no result by the paragraph's end: they are broken."""
        broken = [one for one in self._fields if not one.in_result]
        self._fields = [one for one in self._fields if one.in_result]
        self._muted = 0
        for one in broken:
            for text in one.held:
                self._add(text)

    # --- what floats ---------------------------------------------------------------------------------------------

    def _in_formula(self, sign: str, element: Element) -> None:
        """Read a part of a formula, with the sign that parts it from the one before."""
        self._put(sign)
        self._inline(element)

    def _formula_part(self, element: Element) -> None:
        before = element.getprevious()
        self._in_formula(" " if before is not None and before.tag == element.tag else "", element)

    def _text_box(self, element: Element) -> None:
        line, look, run, fields, muted = self._line, self._look, self._run, self._fields, self._muted
        found = self._box(element)
        self._line, self._look, self._run, self._fields, self._muted = line, look, run, fields, muted
        self.context.drawn += found

    def _drawn_text(self, element: Element) -> None:
        """Read a paragraph of DrawingML, or WordArt's text."""
        text = (
            element.get("string", "")
            if element.tag == f"{VML}textpath"
            else "".join(t.text or "" for t in element.iter(f"{DRAWING}t"))
        )
        self._draw([text])

    def _diagram(self, element: Element) -> None:
        self._draw(self.context.diagram(element.get(f"{{{RELATION}}}dm", "")))

    def _chart(self, element: Element) -> None:
        self._draw(self.context.chart(element.get(RELATION_ID, "")))

    def _draw(self, texts: list[str]) -> None:
        for text in texts:
            if shown := normal(text).replace(SOFT, "").strip(SPACES):
                self.context.drawn.append(Found(shown, self._role, self.context.page))

    def _object(self, element: Element) -> None:
        self.context.told["object"] = None
        self._in_line(element)

    def _in_line(self, element: Element) -> None:
        """Read what hangs in a picture or object that takes up room in the line."""
        self._put(OBJECT)
        self._inline(element)

    def _picture(self, element: Element) -> None:
        self.context.told["picture"] = None
        around = element.getparent()
        if around is not None and not around.get("alt"):
            self._describe(element.get(f"{OFFICE}title", ""))

    def _description(self, element: Element) -> None:
        self._describe(element.get("descr") or element.get("title") or "")

    def _old_shape(self, element: Element) -> None:
        self._describe(element.get("alt", ""))
        self._inline(element)

    def _describe(self, text: str) -> None:
        """Keep what is written about a picture."""
        if shown := " ".join(normal(text).replace(SOFT, "").split()):
            self.context.drawn.append(Found(shown, self._role, self.context.page, picture=True))


INLINE: dict[str, Callable[[Inline, Element], None]] = {
    T: Inline._text,
    f"{MATH}t": Inline._text,
    f"{MATH}den": lambda inline, element: inline._in_formula("/", element),
    f"{MATH}sup": lambda inline, element: inline._in_formula("^", element),
    f"{MATH}sub": lambda inline, element: inline._in_formula("_", element),
    f"{MATH}lim": lambda inline, element: inline._in_formula(" ", element),
    f"{MATH}e": Inline._formula_part,
    f"{MATH}mr": Inline._formula_part,
    w("delText"): Inline._deleted_text,
    TAB: lambda inline, _: inline._put("\t"),
    w("ptab"): lambda inline, _: inline._put("\t"),
    BR: Inline._break,
    w("cr"): lambda inline, _: inline._put("\n"),
    w("noBreakHyphen"): lambda inline, _: inline._add("-"),
    w("lastRenderedPageBreak"): Inline._rendered_break,
    w("sym"): Inline._symbol,
    w("ruby"): Inline._ruby,
    INS: Inline._inserted,
    MOVE_TO: Inline._inserted,
    **dict.fromkeys(BOOKMARKS, Inline._bookmark),
    DEL: Inline._deleted,
    MOVE_FROM: Inline._deleted,
    ALTERNATE: Inline._alternate,
    w("footnoteReference"): Inline._note,
    w("endnoteReference"): Inline._note,
    w("commentReference"): Inline._comment,
    w("fldChar"): Inline._field_character,
    w("instrText"): Inline._instruction,
    w("fldSimple"): Inline._simple_field,
    w("txbxContent"): Inline._text_box,
    w("object"): Inline._object,
    f"{VML}textpath": Inline._drawn_text,
    f"{DRAWING}p": Inline._drawn_text,
    f"{PLACED}docPr": Inline._description,
    f"{PLACED}inline": Inline._in_line,
    f"{VML}shape": Inline._old_shape,
    f"{DRAWING}blip": Inline._picture,
    f"{VML}imagedata": Inline._picture,
    f"{DIAGRAM}relIds": Inline._diagram,
    f"{CHART}chart": Inline._chart,
}

"""Reads what stands within a paragraph: runs, tracked changes, fields, breaks, signs; and what hangs in it."""
# ruff: noqa: SLF001 - the table of handlers at the end names the class's own methods

from __future__ import annotations

from collections.abc import Callable

from lxml.etree import _Element as Element

from utlatande.model import Role
from utlatande.word import fieldcodes, looks, symbols
from utlatande.word.context import (
    ALTERNATE,
    BOOKMARKS,
    DEL,
    ID,
    INS,
    MATH,
    MOVE_FROM,
    MOVE_TO,
    OFFICE,
    PLACED,
    RELATION_ID,
    SKIP,
    VML,
    Context,
    Found,
    chosen,
)  # fmt: skip
from utlatande.word.drawn import CHART, CHARTEX, DIAGRAM, DRAWING, text_of_paragraph
from utlatande.word.fieldcodes import AutoNumbers, Field
from utlatande.word.formulas import FORMULA
from utlatande.word.line import OBJECT, Line, joined, on_one_line
from utlatande.word.looks import PLAIN, Look
from utlatande.word.xml import BR, RELATION, RPR, TAB, R, T, text_of, w

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
        self.inline(element)
        if self._muted:
            self._give_back()

    def loose(self, element: Element, line: Line, look: Look) -> None:
        """Add what an element outside any paragraph shows."""
        self._line, self._look, self._run = line, look, look
        self._handle(element)

    def inline(self, element: Element) -> None:
        """Add what an element holds to the line."""
        for child in element:
            self._handle(child)

    def _handle(self, child: Element) -> None:
        tag = child.tag
        if tag == R:
            self._run_of(child)
        elif tag in INLINE:
            INLINE[tag](self, child)
        elif tag not in SKIP:
            self.inline(child)

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
                self.inline(child)
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
        if "\n" in text:
            text = on_one_line(text)
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

    def put(self, text: str) -> None:
        """Add a sign that is no text of its own: a tab or a soft line break."""
        if not (self._muted or self._run.hidden or self._run.struck):
            self._line.pieces.append(text)
            if self.context.watch is not None:
                self.context.watch.text(text, lit=bool(self._run.lit))

    def _break(self, element: Element) -> None:
        if element.get(w("type")) == "page" and not self._muted:
            self.context.typed_break()
        self.put("\n")

    def _rendered_break(self, _: Element) -> None:
        self.context.rendered_break()

    def _symbol(self, element: Element) -> None:
        code = element.get(w("char"), "")
        if 0 < len(code) <= _CODE and all(c in "0123456789abcdefABCDEF" for c in code):
            self._add(symbols.sign(int(code, 16), element.get(w("font"))))

    def _ruby(self, element: Element) -> None:
        base, reading = element.find(w("rubyBase")), element.find(w("rt"))
        if base is not None:
            self.inline(base)
        if reading is not None:
            self.put("(")
            self.inline(reading)
            self.put(")")

    def _inserted(self, element: Element) -> None:
        self._revised(element, stands=self.context.accepted)

    def _deleted(self, element: Element) -> None:
        self._revised(element, stands=not self.context.accepted)

    def _revised(self, element: Element, *, stands: bool) -> None:
        """Read a tracked change when it stands in this view; whoever looks on is told of it either way."""
        self.context.told["revised"] = None
        before = len(self._line.pieces)
        if stands:
            self.inline(element)
        if self.context.watch is None:
            return
        if stands:
            self.context.watch.change(element, "".join(self._line.pieces[before:]).replace(OBJECT, ""))
        else:
            self.context.watch.skipped(element)

    def _bookmark(self, element: Element) -> None:
        if self.context.watch is not None:
            self.context.watch.bookmark(element)

    def _alternate(self, element: Element) -> None:
        for child in chosen(element):
            self._handle(child)

    def _note(self, element: Element) -> None:
        if self._run.hidden:
            return  # with its sign, a note is hidden too
        role = Role.FOOTNOTE if element.tag == w("footnoteReference") else Role.ENDNOTE
        marked = element.get(w("customMarkFollows"), "0") in ("1", "true", "on")
        self.context.noted.append((role, element.get(ID, ""), marked))
        self.put(OBJECT)  # its sign stands in the line

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
        self.inline(element)
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

    def _anchored(self, element: Element) -> None:
        """Read what hangs in a drawing, unless the drawing is hidden."""
        named = element.find(f"{PLACED}docPr")
        if named is not None and named.get("hidden", "0") in ("1", "true"):
            self.context.hidden += _letters(element)
            return
        if element.tag == f"{PLACED}inline":
            self.put(OBJECT)  # it takes up room in the line
        self.inline(element)

    def _text_box(self, element: Element) -> None:
        if self._run.hidden:
            self.context.hidden += _letters(element)
            return
        line, look, run, fields, muted = self._line, self._look, self._run, self._fields, self._muted
        found = self._box(element)
        self._line, self._look, self._run, self._fields, self._muted = line, look, run, fields, muted
        self.context.drawn += found

    def _drawn_text(self, element: Element) -> None:
        self._draw([text_of_paragraph(element)])

    def _word_art(self, element: Element) -> None:
        """Read WordArt's text, but not when the same stands in the shape's text box, for other programs."""
        text, shape = element.get("string", ""), element.getparent()
        boxes = shape.iter(w("txbxContent")) if shape is not None else ()
        if all("".join(text_of(box).split()) != "".join(text.split()) for box in boxes):
            self._draw([text])

    def _diagram(self, element: Element) -> None:
        self._draw(self.context.diagram(element.get(f"{{{RELATION}}}dm", "")))

    def _chart(self, element: Element) -> None:
        self._draw(self.context.chart(element.get(RELATION_ID, "")))

    def _draw(self, texts: list[str]) -> None:
        for text in texts:
            if self._run.hidden:
                self.context.hidden += len(text)
            elif shown := joined([text]):
                self.context.drawn.append(Found(shown, self._role, self.context.page))

    def _object(self, element: Element) -> None:
        self.context.told["object"] = None
        self.put(OBJECT)
        self.inline(element)

    def _picture(self, element: Element) -> None:
        self.context.told["picture"] = None
        around = element.getparent()
        if around is not None and not around.get("alt"):
            self._describe(element.get(f"{OFFICE}title", ""))

    def _description(self, element: Element) -> None:
        self._describe(element.get("descr") or element.get("title") or "")

    def _old_shape(self, element: Element) -> None:
        if "visibility:hidden" in element.get("style", "").replace(" ", ""):
            self.context.hidden += _letters(element)
            return
        self._describe(element.get("alt", ""))
        self.inline(element)

    def _describe(self, text: str) -> None:
        """Keep what is written about a picture."""
        if (shown := " ".join(joined([text]).split())) and not self._run.hidden:
            self.context.drawn.append(Found(shown, self._role, self.context.page, picture=True))


def _letters(element: Element) -> int:
    """Return how many characters stand in what is not shown."""
    return sum(len(node.text or "") for node in element.iter(T, f"{DRAWING}t"))


INLINE: dict[str, Callable[[Inline, Element], None]] = {
    T: Inline._text,
    f"{MATH}t": Inline._text,
    **FORMULA,
    w("delText"): Inline._deleted_text,
    TAB: lambda inline, _: inline.put("\t"),
    w("ptab"): lambda inline, _: inline.put("\t"),
    BR: Inline._break,
    w("cr"): lambda inline, _: inline.put("\n"),
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
    f"{VML}textpath": Inline._word_art,
    f"{DRAWING}p": Inline._drawn_text,
    f"{PLACED}docPr": Inline._description,
    f"{PLACED}inline": Inline._anchored,
    f"{PLACED}anchor": Inline._anchored,
    **dict.fromkeys((f"{VML}shape", f"{VML}rect", f"{VML}roundrect", f"{VML}oval"), Inline._old_shape),
    f"{DRAWING}blip": Inline._picture,
    f"{VML}imagedata": Inline._picture,
    f"{DIAGRAM}relIds": Inline._diagram,
    f"{CHART}chart": Inline._chart,
    f"{CHARTEX}chart": Inline._chart,
}

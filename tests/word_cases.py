"""Every pitfall of a Word letter as a document of a few lines: what must be read, what must not, and which numbers."""
# ruff: noqa: E501 - a piece of XML is best read on one line

from dataclasses import dataclass, field

from word_builder import NAMES, V, abstract, box, lvl, num, p, relation, style, t, tbl, tc, tr
from word_builder import field as complex_field


@dataclass
class Case:
    """A document, what must be in its text, what must not, and the numbers before its texts."""

    body: str
    has: list = field(default_factory=list)
    lacks: list = field(default_factory=list)
    numbers: list = field(default_factory=list)
    view: str = "accepted"
    more: dict = field(default_factory=dict)


DECIMAL = abstract(0, lvl(0)) + num(1, 0)
OUTLINE = abstract(0, lvl(0), lvl(1, text="%1.%2"), lvl(2, "lowerLetter", "%3)")) + num(1, 0)
AUTHOR = 'w:id="1" w:author="A" w:date="2024-05-01T00:00:00Z"'


def ins(inside):
    return f"<w:ins {AUTHOR}>{inside}</w:ins>"


def control(inside):
    return f"<w:sdt><w:sdtContent>{inside}</w:sdtContent></w:sdt>"


def gone(text):
    return f'<w:del {AUTHOR}><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


PICTURE = "<w:r><w:drawing><wp:inline><a:graphic/></wp:inline></w:drawing></w:r>"


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
HIDDEN = "<w:r><w:rPr><w:vanish/></w:rPr>{}</w:r>"


def m(text):
    """A run of a formula."""
    return f"<m:r><m:t>{text}</m:t></m:r>"


def e(text):
    """A part of a formula."""
    return f"<m:e>{m(text)}</m:e>"


def math(inside):
    """A formula."""
    return f"<m:oMath>{inside}</m:oMath>"


def three(fmt, text="%1."):
    return Case(
        "".join(p(f"Fråga {n}?", num=(1, 0)) for n in "xyz"),
        more={"numbering": abstract(0, lvl(0, fmt, text)) + num(1, 0)},
    )


def counted(fmt, expected, text="%1."):
    case = three(fmt, text)
    case.numbers = expected
    return case


CASES = {
    # --- automatic numbering
    "numbering in the paragraph": Case(
        p("Hur?", num=(1, 0)) + p("Varför?", num=(1, 0)), numbers=["1.", "2."], more={"numbering": DECIMAL}
    ),
    "numbering through the style": Case(
        p("Hur?", style="Lista") + p("Varför?", style="Lista"),
        numbers=["1.", "2."],
        more={
            "numbering": DECIMAL,
            "styles": style("Lista", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        },
    ),
    "numbering through a style that is based on a numbered one": Case(
        p("Hur?", style="B"),
        numbers=["1."],
        more={
            "numbering": DECIMAL,
            "styles": style("A", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>') + style("B", based="A"),
        },
    ),
    "styles based on each other in a circle": Case(
        p("Hur?", style="B"), has=["Hur?"], more={"styles": style("A", based="B") + style("B", based="A")}
    ),
    "a level tied to its style": Case(
        p("Ett", style="R1") + p("Två", style="R2") + p("Tre", style="R2"),
        numbers=["1", "1.1", "1.2"],
        more={
            "numbering": abstract(
                0, lvl(0, text="%1", more='<w:pStyle w:val="R1"/>'), lvl(1, text="%1.%2", more='<w:pStyle w:val="R2"/>')
            )
            + num(1, 0),
            "styles": "".join(
                style(s, title=f"heading {s[1]}", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
                for s in ("R1", "R2")
            ),
        },
    ),
    "the level in the style": Case(
        p("Ett", style="S1") + p("Två", style="S2"),
        numbers=["1.", "1.1"],
        more={
            "numbering": OUTLINE,
            "styles": style("S1", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')
            + style("S2", paragraph='<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>'),
        },
    ),
    "number 0 takes the style's numbering away": Case(
        p("Hur?", style="A", num=(0, 0)) + p("Varför?", style="A"),
        numbers=["1."],
        more={"numbering": DECIMAL, "styles": style("A", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>')},
    ),
    "a list that is not defined shows no number": Case(
        p("Hur?", num=(7, 0)), has=["Hur?"], more={"numbering": DECIMAL}
    ),
    "no numbering part at all": Case(p("Hur?", num=(1, 0)), has=["Hur?"]),
    "multi-level": Case(
        p("a", num=(1, 0))
        + p("b", num=(1, 1))
        + p("c", num=(1, 1))
        + p("d", num=(1, 2))
        + p("e", num=(1, 0))
        + p("f", num=(1, 1)),
        numbers=["1.", "1.1", "1.2", "a)", "2.", "2.1"],
        more={"numbering": OUTLINE},
    ),
    "a level that begins without the one above": Case(
        p("a", num=(1, 1)) + p("b", num=(1, 0)), numbers=["1.1", "2."], more={"numbering": OUTLINE}
    ),
    "lists of one family count on": Case(
        p("a", num=(1, 0)) + p("b", num=(2, 0)), numbers=["1.", "2."], more={"numbering": DECIMAL + num(2, 0)}
    ),
    "startOverride starts anew, once": Case(
        p("a", num=(1, 0)) + p("b", num=(1, 0)) + p("c", num=(2, 0)) + p("d", num=(2, 0)) + p("e", num=(1, 0)),
        numbers=["1.", "2.", "1.", "2.", "3."],
        more={"numbering": DECIMAL + num(2, 0, l0=1)},
    ),
    "startOverride of a lower level": Case(
        p("a", num=(1, 0)) + p("b", num=(1, 1)) + p("c", num=(2, 1)) + p("d", num=(2, 1)),
        numbers=["1.", "1.1", "1.5", "1.6"],
        more={"numbering": OUTLINE + num(2, 0, l1=5)},
    ),
    "a level redefined in the list": Case(
        p("a", num=(2, 0)) + p("b", num=(2, 0)),
        numbers=["A)", "B)"],
        more={
            "numbering": DECIMAL
            + f'<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">{lvl(0, "upperLetter", "%1)")}</w:lvlOverride></w:num>'
        },
    ),
    "starts at another number": Case(
        p("a", num=(1, 0)), numbers=["7."], more={"numbering": abstract(0, lvl(0, start=7)) + num(1, 0)}
    ),
    "lvlRestart 0 never starts anew": Case(
        p("a", num=(1, 0)) + p("b", num=(1, 1)) + p("c", num=(1, 0)) + p("d", num=(1, 1)),
        numbers=["1.", "(1)", "2.", "(2)"],
        more={"numbering": abstract(0, lvl(0), lvl(1, text="(%2)", more='<w:lvlRestart w:val="0"/>')) + num(1, 0)},
    ),
    "lvlRestart 1 starts anew only after the first level": Case(
        p("a", num=(1, 0))
        + p("b", num=(1, 1))
        + p("c", num=(1, 2))
        + p("d", num=(1, 1))
        + p("e", num=(1, 2))
        + p("f", num=(1, 0))
        + p("g", num=(1, 2)),
        numbers=["1.", "1.1", "a)", "1.2", "b)", "2.", "a)"],
        more={
            "numbering": abstract(
                0, lvl(0), lvl(1, text="%1.%2"), lvl(2, "lowerLetter", "%3)", more='<w:lvlRestart w:val="1"/>')
            )
            + num(1, 0)
        },
    ),
    "isLgl writes all in digits": Case(
        p("a", num=(1, 0)) + p("b", num=(1, 1)),
        numbers=["I.", "1.1"],
        more={"numbering": abstract(0, lvl(0, "upperRoman"), lvl(1, text="%1.%2", more="<w:isLgl/>")) + num(1, 0)},
    ),
    "without isLgl the upper level keeps its own digits": Case(
        p("a", num=(1, 0)) + p("b", num=(1, 1)),
        numbers=["I.", "I.1"],
        more={"numbering": abstract(0, lvl(0, "upperRoman"), lvl(1, text="%1.%2")) + num(1, 0)},
    ),
    "words in the number": counted("decimal", ["Fråga 1:", "Fråga 2:", "Fråga 3:"], "Fråga %1:"),
    "roman": counted("lowerRoman", ["i)", "ii)", "iii)"], "%1)"),
    "upper roman": counted("upperRoman", ["I.", "II.", "III."]),
    "letters": counted("lowerLetter", ["a)", "b)", "c)"], "%1)"),
    "upper letters": counted("upperLetter", ["A.", "B.", "C."]),
    "a zero in front": counted("decimalZero", ["01.", "02.", "03."]),
    "in brackets": counted("decimal", ["(1)", "(2)", "(3)"], "(%1)"),
    "in circles": counted("decimalEnclosedCircle", ["①", "②", "③"], "%1"),
    "ordinals": counted("ordinal", ["1:a", "2:a", "3:e"], "%1"),
    "ordinals in words": counted("ordinalText", ["Första", "Andra", "Tredje"], "%1"),
    "an unknown number format counts in digits": counted("aiueoFullWidth", ["1.", "2.", "3."]),
    "numbering that shows nothing": Case(
        p("Hur?", num=(1, 0)), has=["Hur?"], more={"numbering": abstract(0, lvl(0, "none", "")) + num(1, 0)}
    ),
    "a fixed word instead of a number is text": Case(
        p("ge förvaltningen i uppdrag", num=(1, 0)) + p("pröva", num=(2, 0)),
        has=["att ge förvaltningen i uppdrag", "att pröva"],
        more={
            "numbering": abstract(0, lvl(0, "none", "att"))
            + abstract(1, lvl(0, "bullet", "att"))
            + num(1, 0)
            + num(2, 1)
        },
    ),
    "bullets": counted("bullet", ["•", "•", "•"], "\uf0b7"),
    "dashes": counted("bullet", ["–", "–", "–"], "–"),
    "bullets of Wingdings": Case(
        p("Hur?", num=(1, 0)),
        numbers=["▪"],
        more={
            "numbering": abstract(0, lvl(0, "bullet", "§", after='<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'))
            + num(1, 0)
        },
    ),
    "o of Courier as a bullet": counted("bullet", ["◦", "◦", "◦"], "o"),
    "numbering styles": Case(
        p("a", num=(2, 0)) + p("b", num=(2, 0)),
        numbers=["1.", "2."],
        more={
            "numbering": abstract(0, lvl(0), more='<w:styleLink w:val="Frågor"/>')
            + abstract(1, more='<w:numStyleLink w:val="Frågor"/>')
            + num(1, 0)
            + num(2, 1),
            "styles": style("Frågor", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        },
    ),
    "numbering styles that point at themselves": Case(
        p("a", num=(1, 0)),
        has=["a"],
        more={
            "numbering": abstract(0, more='<w:numStyleLink w:val="F"/>') + num(1, 0),
            "styles": style("F", kind="numbering", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>'),
        },
    ),
    "a custom format with zeros": Case(
        p("a", num=(1, 0)),
        numbers=["001."],
        more={
            "numbering": abstract(
                0,
                '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14">'
                '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/>'
                '</mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1."/></w:lvl>',
            )
            + num(1, 0)
        },
    ),
    "numbers that no number is": Case(
        p("a", num=(1, "²")) + p("b", num=(1, "9" * 5000)) + p("c", num=("1" * 5000, 0)),
        has=["a", "b", "c"],
        more={"numbering": abstract(0, lvl(0, start="³")) + num(1, 0)},
    ),
    "empty numbered paragraphs count but are not shown": Case(
        p("a", num=(1, 0)) + p(num=(1, 0)) + p("c", num=(1, 0)), numbers=["1.", "3."], more={"numbering": DECIMAL}
    ),
    "a numbered heading": Case(
        p("Bakgrund", style="H", num=(1, 0)),
        numbers=["1."],
        more={"numbering": DECIMAL, "styles": style("H", title="heading 1", paragraph='<w:outlineLvl w:val="0"/>')},
    ),
    "typed numbers stay in the text": Case(
        p("1. Hur?")
        + p("2)&#160;Varför?")
        + p("(3)<tab/>När?".replace("<tab/>", "&#9;"))
        + p("Fråga 4: Var?")
        + p("5.Vem?"),
        has=["1. Hur?", "2) Varför?", "(3)\tNär?", "Fråga 4: Var?", "5.Vem?"],
    ),
    "LISTNUM in the text": Case(
        p(complex_field(" LISTNUM ") + t(" Hur?")) + p(complex_field(" LISTNUM ") + t(" Varför?")),
        has=["1) Hur?", "2) Varför?"],
    ),
    "AUTONUM in the text": Case(p(complex_field(" AUTONUM ") + t(" Hur?")), has=["1. Hur?"]),
    # --- tables
    "a numbered empty cell is its row's number": Case(
        tbl(tr(tc(p(num=(1, 0))), "Hur?"), tr(tc(p(num=(1, 0))), "Varför?")),
        has=["1.\tHur?", "2.\tVarför?"],
        more={"numbering": DECIMAL},
    ),
    "numbers within cells": Case(
        tbl(tr(tc(p("Hur?", num=(1, 0)), p("Varför?", num=(1, 0))))),
        has=["1. Hur?\n2. Varför?"],
        more={"numbering": DECIMAL},
    ),
    "cells merged downwards, once": Case(
        tbl(
            tr(tc("Område", properties='<w:vMerge w:val="restart"/>'), "a"),
            tr(tc("Område", properties="<w:vMerge/>"), "b"),
            tr("Annat", "c"),
        ),
        has=["Område\ta", "\tb", "Annat\tc"],
        lacks=["Område\tb"],
    ),
    "a merge that nothing began is shown": Case(
        tbl(tr(tc("Område", properties="<w:vMerge/>"), "b")), has=["Område\tb"]
    ),
    "cells merged sideways": Case(
        tbl(tr(tc("Rubrik", properties='<w:gridSpan w:val="30000000"/>')), tr("a", "b")), has=["Rubrik", "a\tb"]
    ),
    "cells merged sideways the old way": Case(
        tbl(tr(tc("Ett", properties='<w:hMerge w:val="restart"/>'), tc("Ett", properties="<w:hMerge/>"))),
        has=["Ett"],
        lacks=["Ett\tEtt"],
    ),
    "a table within a table": Case(
        tbl(tr(tc("ute", tbl(tr("inne", "där")) + p()), "sist")), has=["ute\ninne\tdär\tsist"]
    ),
    "rows and cells in content controls": Case(
        tbl(control(tr("a", control(tc("b"))))),
        has=["a\tb"],
    ),
    "a deleted row": Case(tbl(tr("kvar"), tr("bort", properties=f"<w:del {AUTHOR}/>")), has=["kvar"], lacks=["bort"]),
    "a deleted row in the original": Case(
        tbl(tr("kvar"), tr("bort", properties=f"<w:del {AUTHOR}/>"), tr("ny", properties=f"<w:ins {AUTHOR}/>")),
        has=["kvar", "bort"],
        lacks=["ny"],
        view="original",
    ),
    "a deleted cell": Case(
        tbl(tr("kvar", tc("bort", properties=f"<w:cellDel {AUTHOR}/>"))), has=["kvar"], lacks=["bort"]
    ),
    # --- tracked changes
    "inserted and deleted words": Case(
        p(t("under ") + gone("2022") + ins(t("2023")) + t("?")), has=["under 2023?"], lacks=["2022"]
    ),
    "the original view": Case(
        p(t("under ") + gone("2022") + ins(t("2023")) + t("?")), has=["under 2022?"], lacks=["2023"], view="original"
    ),
    "a deleted question with its mark is not counted": Case(
        p("a", num=(1, 0)) + p(gone("b"), num=(1, 0), mark=f"<w:del {AUTHOR}/>") + p("c", num=(1, 0)),
        numbers=["1.", "2."],
        lacks=["b"],
        more={"numbering": DECIMAL},
    ),
    "a deleted question counts in the original": Case(
        p("a", num=(1, 0))
        + p(gone("b"), num=(1, 0), mark=f"<w:del {AUTHOR}/>")
        + p(ins(t("x")), num=(1, 0), mark=f"<w:ins {AUTHOR}/>")
        + p("c", num=(1, 0)),
        has=["2. b", "3. c"],
        lacks=["x"],
        numbers=["1.", "2.", "3."],
        view="original",
        more={"numbering": DECIMAL},
    ),
    "a deleted paragraph mark joins the next": Case(
        p(t("Hur går "), mark=f"<w:del {AUTHOR}/>") + p("det?"), has=["Hur går det?"]
    ),
    "a deleted mark before a table": Case(
        p("Först", mark=f"<w:del {AUTHOR}/>") + tbl(tr("sedan")), has=["Först\nsedan"]
    ),
    "a deleted mark at the end": Case(p("Sist", mark=f"<w:del {AUTHOR}/>"), has=["Sist"]),
    "a deletion within an insertion": Case(p(t("a") + ins(gone("b") + t("c"))), has=["ac"], lacks=["b"]),
    "an insertion within a deletion": Case(
        p(t("a") + f"<w:del {AUTHOR}>{ins(t('b'))}</w:del>"), has=["a"], lacks=["b"]
    ),
    "moved words": Case(
        p(f"<w:moveFrom {AUTHOR}>{t('flyttat')}</w:moveFrom>", mark=f"<w:moveFrom {AUTHOR}/>")
        + p("mitten")
        + p(f"<w:moveTo {AUTHOR}>{t('flyttat')}</w:moveTo>"),
        has=["mitten\nflyttat"],
        lacks=["flyttat\nmitten"],
    ),
    "moved words in the original": Case(
        p(f"<w:moveFrom {AUTHOR}>{t('flyttat')}</w:moveFrom>")
        + p("mitten")
        + p(f"<w:moveTo {AUTHOR}>{t('flyttat')}</w:moveTo>", mark=f"<w:moveTo {AUTHOR}/>"),
        has=["flyttat\nmitten"],
        lacks=["mitten\nflyttat"],
        view="original",
    ),
    "numbering that was added as a tracked change": Case(
        p("Hur?", more=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {AUTHOR}/></w:numPr>'),
        numbers=["1."],
        more={"numbering": DECIMAL},
    ),
    "numbering that a tracked change took away, in the original": Case(
        p(
            "Hur?",
            more=f'<w:pPrChange {AUTHOR}><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr></w:pPrChange>',
        ),
        numbers=["1."],
        view="original",
        more={"numbering": DECIMAL},
    ),
    # --- what text hides in
    "content controls": Case(
        f"<w:sdt><w:sdtPr><w:alias w:val='Osynligt'/></w:sdtPr><w:sdtContent>{p('block')}</w:sdtContent></w:sdt>"
        + p(f"<w:sdt><w:sdtContent>{t('inne i')}</w:sdtContent></w:sdt>{t(' stycket')}"),
        has=["block", "inne i stycket"],
        lacks=["Osynligt"],
    ),
    "links": Case(p(f'<w:hyperlink r:id="x">{t("länken")}</w:hyperlink>'), has=["länken"]),
    "smart tags and custom XML": Case(
        p(f'<w:smartTag w:element="place">{t("Sköndal")}</w:smartTag>') + f"<w:customXml>{p('egen')}</w:customXml>",
        has=["Sköndal", "egen"],
    ),
    "simple fields": Case(
        p(f'<w:fldSimple w:instr=" REF x ">{t("resultat")}</w:fldSimple>'), has=["resultat"], lacks=["REF"]
    ),
    "complex fields": Case(
        p(t("den ") + complex_field(' DATE \\@ "d MMMM" ', t("5 maj")) + t(".")), has=["den 5 maj."], lacks=["DATE"]
    ),
    "fields in fields": Case(
        p(
            complex_field(
                f" IF {{}} </w:instrText></w:r>{complex_field(' X ', t('hemligt'))}<w:r><w:instrText>", t("visas")
            )
        ),
        has=["visas"],
        lacks=["hemligt", "IF"],
    ),
    "a field over several paragraphs": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC</w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
            + t("Rubrik 1")
        )
        + p(t("Rubrik 2") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
        + p("efter"),
        has=["Rubrik 1\nRubrik 2\nefter"],
        lacks=["TOC"],
    ),
    "a field that never ends loses nothing": Case(
        p('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + t("kvar")) + p("nästa"), has=["kvar\nnästa"]
    ),
    "a field that ends twice": Case(p('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + t("kvar")), has=["kvar"]),
    "a field that is half deleted": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:del w:id="1"><w:r><w:fldChar w:fldCharType="separate"/></w:r></w:del>'
            + t("kvar")
        ),
        has=["kvar"],
    ),
    "a button to click shows its text": Case(
        p(complex_field(" MACROBUTTON NoMacro [Skriv här] ")), has=["[Skriv här]"]
    ),
    "a drop-down list of an old form": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="Ja"/><w:listEntry w:val="Nej"/></w:ddList></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMDROPDOWN</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        ),
        has=["Nej"],
        lacks=["Ja"],
    ),
    "a check box of an old form": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText>FORMCHECKBOX</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + t(" Brådskar")
        ),
        has=["☒ Brådskar"],
    ),
    "a text box, once, after its paragraph": Case(
        p(t("Före. ") + box(p("Hur?"), p("Varför?")) + t("Samma stycke.")) + p("Efter."),
        has=["Före. Samma stycke.\nHur?\nVarför?\nEfter."],
    ),
    "numbers in a text box": Case(
        p("a", num=(1, 0)) + p(box(p("b", num=(1, 0)))) + p("c", num=(1, 0)),
        numbers=["1.", "2.", "3."],
        more={"numbering": DECIMAL},
    ),
    "a box within a box": Case(p(box(p(t("yttre") + box(p("inre"))))), has=["yttre\ninre"]),
    "a text box in a cell": Case(
        tbl(
            tr(
                tc(
                    p(t("cell") + box(p("ruta"))),
                ),
                "två",
            )
        ),
        has=["cell\ttvå\nruta"],
    ),
    "an old text box without an alternative": Case(
        p(
            f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('gammal')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        ),
        has=["gammal"],
    ),
    "a fallback that alone holds the text": Case(
        p(
            f'<w:r><mc:AlternateContent><mc:Choice Requires="x"><w:drawing/></mc:Choice><mc:Fallback>{"<w:t>kvar</w:t>"}</mc:Fallback></mc:AlternateContent></w:r>'
        ),
        has=["kvar"],
    ),
    "alternatives around whole paragraphs": Case(
        f'<mc:AlternateContent><mc:Choice Requires="x">{p("en gång")}</mc:Choice><mc:Fallback>{p("en gång")}</mc:Fallback></mc:AlternateContent>',
        has=["en gång"],
    ),
    "word art": Case(
        p(f'<w:r><w:pict><v:shape><v:textpath xmlns:v="{V}" string="UTKAST"/></v:shape></w:pict></w:r>'), has=["UTKAST"]
    ),
    "footnotes after their paragraph": Case(
        p(t("Påstående") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + t(".")) + p("Nästa."),
        has=["Påstående.\n1 Källa: SCB\nNästa."],
        numbers=["1"],
        more={
            "footnotes": f'<w:footnote w:type="separator" w:id="0">{p("streck")}</w:footnote><w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + t(" Källa: SCB"))}</w:footnote>'
        },
        lacks=["streck"],
    ),
    "footnotes are numbered as they come": Case(
        p(t("a") + '<w:r><w:footnoteReference w:id="9"/></w:r>')
        + p(t("b") + '<w:r><w:footnoteReference w:id="3"/></w:r>'),
        numbers=["1", "2"],
        has=["1 nio", "2 tre"],
        more={"footnotes": f'<w:footnote w:id="3">{p("tre")}</w:footnote><w:footnote w:id="9">{p("nio")}</w:footnote>'},
    ),
    "endnotes last": Case(
        p(t("a") + '<w:r><w:endnoteReference w:id="2"/></w:r>') + p("b"),
        has=["a\nb\ni slutet"],
        numbers=["i"],
        more={"endnotes": f'<w:endnote w:id="2">{p("slutet")}</w:endnote>'},
    ),
    "comments are apart": Case(
        p(
            '<w:commentRangeStart w:id="0"/>'
            + t("Text")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        ),
        has=["Text"],
        lacks=["Ska vi"],
        more={"comments": f'<w:comment w:id="0" w:author="Per">{p("Ska vi?")}</w:comment>'},
    ),
    # --- signs
    "soft line breaks": Case(
        p(t("2. Vad gäller:") + "<w:r><w:br/></w:r>" + t("a) hur?") + "<w:r><w:cr/></w:r>" + t("b) när?")),
        has=["2. Vad gäller:\na) hur?\nb) när?"],
    ),
    "tabs": Case(p(t("a") + "<w:r><w:tab/></w:r>" + t("b") + "<w:r><w:ptab/></w:r>" + t("c")), has=["a\tb\tc"]),
    "hyphens": Case(
        p("<w:r><w:t>icke</w:t><w:noBreakHyphen/><w:t>våld</w:t><w:t>s</w:t><w:softHyphen/><w:t>brott</w:t></w:r>"),
        has=["icke-våldsbrott"],
    ),
    "no-break space, soft hyphen, zero width, ligatures": Case(
        p("12&#160;kameror trygg&#173;het ord&#8203;ning e&#xFB00;ekt of&#xFB01;ciell"),
        has=["12 kameror trygghet ordning effekt officiell"],
    ),
    "decomposed letters": Case(p("fra&#x30A;ga o&#x308;ver"), has=["fråga över"]),
    "signs of symbol fonts": Case(
        p(
            '<w:r><w:sym w:font="Wingdings" w:char="F0E0"/><w:t> b </w:t><w:sym w:font="Symbol" w:char="F0B3"/><w:sym w:font="X" w:char="zz"/></w:r>'
        ),
        has=["→ b ≥"],
    ),
    "a picture in the line parts two words, but no word from its full stop": Case(
        p(t("Före") + PICTURE + t("efter") + PICTURE + t(".")), has=["Före efter."]
    ),
    "a note's sign parts two words, but no word from its full stop": Case(
        p(t("före") + NOTE + t("efter") + NOTE + t(".")),
        has=["före efter."],
        more={"footnotes": f'<w:footnote w:id="2">{p("Källa")}</w:footnote>'},
    ),
    "a note whose sign is hidden is hidden": Case(
        p(t("Text") + HIDDEN.format('<w:footnoteReference w:id="2"/>')),
        has=["Text"],
        lacks=["Källa"],
        more={"footnotes": f'<w:footnote w:id="2">{p("Källa")}</w:footnote>'},
    ),
    "a text box that hangs in hidden text is hidden": Case(
        p(t("Text") + box(p("ruta")).replace("<w:r>", "<w:r><w:rPr><w:vanish/></w:rPr>", 1)),
        has=["Text"],
        lacks=["ruta"],
    ),
    "a drawing that is hidden": Case(
        p(t("Text") + box(p("ruta")).replace("<wp:anchor>", '<wp:anchor><wp:docPr id="1" name="x" hidden="1"/>')),
        has=["Text"],
        lacks=["ruta"],
    ),
    "an old shape that is hidden": Case(
        p(
            '<w:r><w:pict><v:rect style="width:9pt; visibility: hidden"><v:textbox><w:txbxContent>'
            f"{p('ruta')}</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
        )
        + p("Text"),
        has=["Text"],
        lacks=["ruta"],
    ),
    "word art with the same text once more for other programs": Case(
        p(
            f'<w:r><w:pict><v:rect><v:textpath string="UTKAST till svar"/><v:textbox><w:txbxContent>{p(t("UTKAST ") + t("till svar"))}'
            "</w:txbxContent></v:textbox></v:rect></w:pict></w:r>"
        ),
        has=["UTKAST till svar"],
    ),
    "breaks in the text of a shape": Case(
        p(
            "<w:r><w:drawing><wp:inline><a:graphic><a:p><a:r><a:t>två</a:t></a:r><a:br/><a:r><a:t>rader</a:t></a:r></a:p>"
            "</a:graphic></wp:inline></w:drawing></w:r>"
        ),
        has=["två rader"],
    ),
    "a break in the XML is white space": Case(
        p('<w:r><w:t xml:space="preserve">ett\n</w:t></w:r><w:r><w:t xml:space="preserve">två\n  tre</w:t></w:r>'),
        has=["ett två tre"],
    ),
    "heads of first and even pages that are not in use do not show": Case(
        p("Text"),
        has=["alla sidor", "Text"],
        lacks=["första sidan", "jämna sidor"],
        more={
            "headers": [
                ("header", "first", p("första sidan")),
                ("header", "default", p("alla sidor")),
                ("header", "even", p("jämna sidor")),
            ]
        },
    ),
    "a later section has the first page's head from an earlier one": Case(
        p("Text", more='<w:sectPr><w:headerReference w:type="first" r:id="f"/></w:sectPr>')
        + p("Mer", more="<w:sectPr><w:titlePg/></w:sectPr>"),
        has=["första sidan", "Text", "Mer"],
        more={
            "parts": {"word/head.xml": f"<w:hdr {NAMES}>{p('första sidan')}</w:hdr>"},
            "relations": relation("f", "header", "head.xml"),
        },
    ),
    "even pages with a head of their own": Case(
        p("Text"),
        has=["jämna sidor", "alla sidor"],
        more={
            "headers": [("header", "default", p("alla sidor")), ("header", "even", p("jämna sidor"))],
            "parts": {"word/settings.xml": f"<w:settings {NAMES}><w:evenAndOddHeaders/></w:settings>"},
            "relations": relation("s", "settings", "settings.xml"),
        },
    ),
    "ruby": Case(
        p("<w:r><w:ruby><w:rt>" + t("toki") + "</w:rt><w:rubyBase>" + t("kanji") + "</w:rubyBase></w:ruby></w:r>"),
        has=["kanji(toki)"],
    ),
    "the parts of a formula do not run together": Case(
        p(
            "<m:oMath><m:f><m:num><m:r><m:t>antal brott</m:t></m:r></m:num><m:den><m:r><m:t>invånare</m:t></m:r></m:den></m:f>"
            "<m:r><m:t> = x</m:t></m:r><m:d><m:e><m:r><m:t>ett</m:t></m:r></m:e><m:e><m:r><m:t>två</m:t></m:r></m:e></m:d></m:oMath>"
        ),
        has=["antal brott/invånare = x(ett|två)"],
    ),
    "powers and indices": Case(
        p(
            math(f"<m:sSup>{e('A=πr')}<m:sup>{m('2')}</m:sup></m:sSup>")
            + math(f"<m:sSub>{e('x')}<m:sub>{m('ij')}</m:sub></m:sSub>")
        ),
        has=["A=πr²x_ij"],
    ),
    "brackets, roots and sums keep their signs": Case(
        p(math(f"<m:f><m:num>{m('a+b')}</m:num><m:den>{m('c')}</m:den></m:f>"))
        + p(math(f'<m:d><m:dPr><m:begChr m:val="["/><m:endChr m:val="]"/></m:dPr>{e("1")}{e("2")}</m:d>'))
        + p(math(f"<m:rad><m:deg/>{e('x+1')}</m:rad>") + math(f"<m:rad><m:deg>{m('3')}</m:deg>{e('8')}</m:rad>"))
        + p(
            math(
                f'<m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub>{m("k=0")}</m:sub><m:sup>{m("N")}</m:sup>{e("y")}</m:nary>'
            )
        )
        + p(math(f"<m:func><m:fName>{m('sin')}</m:fName>{e('x')}</m:func>")),
        has=["(a+b)/c", "[1|2]", "√(x+1)³√8", "∑ₖ₌₀^N y", "sin x"],
    ),
    "formulas": Case(p("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>"), has=["x=2"]),
    "struck text is no part of the text": Case(
        p("<w:r><w:rPr><w:strike/></w:rPr><w:t>struket</w:t></w:r>" + t("kvar")), has=["kvar"], lacks=["struket"]
    ),
    "text with two lines through it is no part of the text": Case(
        p("<w:r><w:rPr><w:dstrike/></w:rPr><w:t>struket</w:t></w:r>" + t("kvar")), has=["kvar"], lacks=["struket"]
    ),
    "text whose line is taken away is read": Case(
        p('<w:r><w:rPr><w:strike w:val="0"/></w:rPr><w:t>kvar</w:t></w:r>'), has=["kvar"]
    ),
    "hidden text is not shown": Case(
        p("<w:r><w:rPr><w:vanish/></w:rPr><w:t>dolt</w:t></w:r>" + t("synligt")), has=["synligt"], lacks=["dolt"]
    ),
    "a line break in the XML is a space": Case(p("<w:r><w:t>ett\n     två</w:t></w:r>"), has=["ett två"]),
    "text outside any paragraph": Case(t("löst") + p("fast"), has=["löst\nfast"]),
    "unknown elements are looked into": Case(
        p(f"<w:nytt>{t('inuti')}</w:nytt>") + f"<w:annat>{p('där')}</w:annat>", has=["inuti\ndär"]
    ),
    # --- headers
    "headers and footers are apart, each once": Case(
        p("Brödtext"),
        has=["Dnr 1\nBrödtext\nSida 1"],
        more={
            "headers": [
                ("header", "default", p("Dnr 1")),
                ("header", "first", p("Dnr 1")),
                ("footer", "default", p(t("Sida ") + complex_field(" PAGE ", t("1")))),
            ]
        },
    ),
}

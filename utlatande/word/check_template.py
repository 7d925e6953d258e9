"""What an office should know of its Word template before the first draft: ``utlatande template check``."""

from __future__ import annotations

import io
from pathlib import Path

from utlatande.errors import TemplateError
from utlatande.model import Draft, Mark, Notice, Origin, Paragraph, Passage, PassageKind, Run, Style, Table
from utlatande.word import fields, marks
from utlatande.word.opened import open_template, stories
from utlatande.word.write import render

NEEDED = ("dnr", "namnd", "handlaggare")  # a letterhead without one of these is worth a word


def check(path: Path) -> tuple[Notice, ...]:
    """Return what is amiss in the template at ``path``, nothing when it can be used as it is.

    Names unknown fields, tags that cannot be read and missing styles, says where the text will stand, and makes a whole
    draft of one of everything to see that it opens. Raises TemplateError when the file is no template at all.
    """
    opened = open_template(path)
    used = {name for part in stories(opened) for name in fields.names_in(opened, part)}
    data, notices = render(_specimen(), template=path)
    _opens(data, path)
    absent = [marks.FIELDS[name] for name in NEEDED if name not in used]
    if absent:
        notices = (
            *notices,
            Notice(text=f"Mallen visar inte {', '.join(absent)}. Skriv {_tags(used)} där det ska stå."),
        )
    return notices


def _tags(used: set[str]) -> str:
    return ", ".join(f"{{{{ {name} }}}}" for name in NEEDED if name not in used)


def _opens(data: bytes, path: Path) -> None:
    """Open a draft as another program would: python-docx reads styles, tables, headers and comments."""
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        seen = [paragraph.style for paragraph in document.paragraphs]
        seen += [paragraph.style for section in document.sections for paragraph in section.header.paragraphs]
    except Exception as error:
        raise TemplateError(
            f"Ett utkast på mallen {path} går inte att öppna. Spara mallen på nytt i Word.", path=path
        ) from error
    if not seen:
        raise TemplateError(f"Ett utkast på mallen {path} blir tomt. Spara mallen på nytt i Word.", path=path)


def _specimen() -> Draft:
    """Return a draft with one paragraph of every role, a comment, a change, a placeholder and a wide table."""
    text = (
        Run(text="Text "),
        Run(text="ny", mark=Mark.INSERTED, replaces="gammal"),
        Run(text="[lucka]", mark=Mark.PLACEHOLDER),
    )
    roles = [style for style in Style if style is not Style.HEADING]
    parts: list[Paragraph | Table] = [Paragraph(runs=text, role=Style.HEADING, level=level) for level in (1, 2)]
    parts += [Paragraph(runs=text, role=role, sources=("p",), comments=("Kommentar",)) for role in roles]
    parts.append(Paragraph(runs=(Run(text="Bilaga 1. Insatser"),), role=Style.HEADING, level=1))
    parts.append(Table(rows=(("Insats", "Ansvarig", "Aktiviteter", "Målgrupp", "År"),) * 2, sources=("p",)))
    origin = Origin(document="Exempel.docx", block=0)
    return Draft(
        title="Exempel",
        fields=tuple((name, word) for name, word in marks.FIELDS.items()),
        parts=tuple(parts),
        provenance=(Passage(id="p", kind=PassageKind.ANSWER, text="Text", origin=origin),),
    )

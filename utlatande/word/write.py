"""A Draft as a Word file: the template filled, the draft's parts in its body, and what a person must know beside it."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from utlatande import templating
from utlatande.model import Draft, Notice, Paragraph, Style, Table
from utlatande.word import fields, layout, marks, parts, provenance, xml
from utlatande.word.body import Body
from utlatande.word.lists import Lists
from utlatande.word.opened import Opened, open_template, stories
from utlatande.word.styles import Styles
from utlatande.word.xml import w

SHIPPED = "tjansteutlatande.docx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A draft on disk: its path, where the file that stood there before is kept, and what went less well."""

    path: Path
    kept: Path | None
    notices: tuple[Notice, ...]


def write(
    draft: Draft, path: Path, *, template: Path | None = None, force: bool = False, created: str | None = None
) -> Written:
    """Write ``draft`` to ``path``, whole or not at all.

    ``template`` is an office's own .docx or .dotx; without it the shipped one is used. An existing file is kept beside
    the new one with ``force``, and is an OutputError without. ``created`` is a day or moment in ISO 8601.
    """
    from utlatande.word.package import save_atomically

    data, notices = render(draft, template=template, created=created)
    kept = save_atomically(path, data, force=force)
    return Written(path=path, kept=kept, notices=notices)


def render(
    draft: Draft, *, template: Path | None = None, created: str | None = None
) -> tuple[bytes, tuple[Notice, ...]]:
    """Return ``draft`` as the bytes of a Word file, and what went less well.

    Reads the template and nothing else: the same arguments give the same bytes. Raises TemplateError when the
    template cannot be used.
    """
    draft, lost = _cleaned(draft)
    created = parts.moment(created)
    opened = open_template(template or shipped())
    _forget_earlier(opened)
    unlocked = _unlock(opened)
    styles = Styles(opened)
    values = {fields.fold(name): value for name, value in draft.fields}
    values.setdefault("titel", draft.title)
    shown = fields.names_in(opened, opened.main)
    mark = fields.body_mark(opened.tree(opened.main))  # before the values: one of them may look like it
    filled = fields.fill(opened, values, mark)
    body = Body(styles, Lists(opened), parts.Comments(opened, styles, created), _first_free(opened))
    notices = [*lost, *unlocked, *filled.notices(values)]
    notices += layout.insert(opened, body, [part for part in draft.parts if not _stands_in(part, shown)], mark)
    identity = provenance.draft_id(draft)
    provenance.add_part(opened, identity, body.suggestions, draft.provenance)
    parts.custom_property(opened, marks.PROPERTY, identity)
    parts.core_properties(opened, draft.title, _author(values), created)
    parts.app_properties(opened)
    return opened.packed(), (*notices, *styles.notices())


def shipped(name: str = SHIPPED) -> Path:
    """Return the path of a Word template that we ship."""
    return templating.folder() / name


def template_for(order: str, folder: Path | None = None) -> Path:
    """Return the Word template that goes with an order of headings, from an office's own folder first, then ours.

    ``tjansteskrivelse`` has one of its own; ``tjansteutlatande-beredning-forst`` shares that of ``tjansteutlatande``.
    """
    names = [f"{stem}{ending}" for stem in (order, order.partition("-")[0]) for ending in (".docx", ".dotx")]
    folders = [place for place in (folder, templating.folder()) if place is not None]
    found = (place / name for place in folders for name in names if (place / name).is_file())
    return next(found, shipped())


def _author(values: dict[str, str]) -> str:
    name = values.get("handlaggare", "")
    return "" if name.startswith("[") else name


def _stands_in(part: Paragraph | Table, shown: set[str]) -> bool:
    """Whether the template itself shows this part: a title in its letterhead is not written twice."""
    names = {Style.TITLE: "titel", Style.SUBTITLE: "undertitel"}
    return isinstance(part, Paragraph) and names.get(part.role) in shown


def _first_free(opened: Opened) -> int:
    numbers = (node.get(w("id")) for name in stories(opened) for node in opened.tree(name).iter())
    return 1 + max(map(xml.number, numbers), default=0)


def _unlock(opened: Opened) -> list[Notice]:
    """Take away a template's protection: a draft is there to be edited."""
    locks = [
        lock
        for name in opened.related(opened.main, "settings")
        if name in opened.parts
        for kind in ("documentProtection", "writeProtection")
        for lock in opened.tree(name).findall(w(kind))
    ]
    for lock in locks:
        xml.remove(lock)
    return [Notice(text="Mallens skydd mot redigering gäller inte i utkastet.")] if locks else []


def _forget_earlier(opened: Opened) -> None:
    """Take our own marks out of a template that was made from an earlier draft."""
    for name in stories(opened):
        root = opened.tree(name)
        ours = [b for b in root.iter(w("bookmarkStart")) if b.get(w("name"), "").startswith(marks.BOOKMARK)]
        gone = {bookmark.get(w("id")) for bookmark in ours}
        for bookmark in [*ours, *(b for b in root.iter(w("bookmarkEnd")) if b.get(w("id")) in gone)]:
            xml.remove(bookmark)
    for name in opened.related("", "thumbnail"):
        opened.drop(name)
    for name in opened.related(opened.main, "customXml"):
        if marks.PROVENANCE.encode() in opened.parts.get(name, b""):
            opened.drop(name)


def _cleaned(draft: Draft) -> tuple[Draft, list[Notice]]:
    """Return the draft as XML can hold it, and say so when something was lost."""
    lost: set[str] = set()

    def change(text: str) -> str:
        text = xml.BREAKS.sub("\n", text)
        lost.update(xml.UNWRITABLE.findall(text))
        return xml.clean(text)

    draft = dataclasses.replace(
        draft,
        title=change(draft.title),
        fields=_mapped(draft.fields, change),
        parts=_mapped(draft.parts, change),
    )
    if not lost:
        return draft, []
    codes = ", ".join(f"U+{ord(character):04X}" for character in sorted(lost))
    return draft, [Notice(text=f"Tecken som inte kan skrivas i Word visas som � i utkastet ({codes}).")]


def _mapped(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 - any value of the model
    """Return ``value`` with every text in it changed; what holds no changed text is the same object."""
    if type(value) is str:
        return change(value)
    if isinstance(value, tuple):
        new = tuple(_mapped(one, change) for one in value)
        return value if all(a is b for a, b in zip(new, value, strict=True)) else new
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        old = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        changed = {name: new for name, one in old.items() if (new := _mapped(one, change)) is not one}
        return dataclasses.replace(value, **changed) if changed else value
    return value

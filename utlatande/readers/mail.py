"""E-mail saved as a file (.eml), and web archives (.mht): the message, then the letters attached to it."""

from __future__ import annotations

import binascii
import email
import email.header
import email.policy
import email.utils
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from email.message import Message
from pathlib import Path

from utlatande.errors import DamagedFile, EmptyFile, ReadError
from utlatande.model import Block, Comment, Document, Notice, Origin, Struck
from utlatande.readers import web, wording
from utlatande.readers.flow import Piece, blocks_of
from utlatande.readers.text import pieces_of

MOST = 50  # attachments
DEPTH = 3  # of messages within messages
COVER = 120  # words of a message that only hands over what is attached
_HEAD = (("From", "Från"), ("To", "Till"), ("Cc", "Kopia"), ("Date", "Datum"), ("Subject", "Ämne"))
_PICTURES = ("image/", "application/pkcs7-signature", "application/x-pkcs7-signature", "application/pgp-signature")
Reader = Callable[[Path, str], Document]


@dataclass(slots=True)
class _Parts:
    """What a message is made of."""

    plain: list[str] = field(default_factory=list)
    web: list[str] = field(default_factory=list)
    attached: list[tuple[str, bytes]] = field(default_factory=list)


def read_mail(data: bytes, name: str, read: Reader, *, depth: int = 0) -> Document:
    """Read a message. ``read`` reads an attachment, laid in a file of its own, under the attachment's name.

    Raises DamagedFile when it is no message, EmptyFile when there is nothing in it.
    """
    try:
        message = email.message_from_bytes(data, policy=email.policy.compat32)
        parts = _Parts()
        for part in message.walk():
            _sort(part, parts)
        head, (body, struck) = _head(message), _body(parts, name)
    except (RecursionError, ValueError, LookupError, binascii.Error, AttributeError, TypeError) as error:
        raise DamagedFile(
            f"E-postmeddelandet {name} är skadat. Öppna det i e-postprogrammet och spara det som pdf.", path=name
        ) from error
    blocks: list[Block] = []
    own = blocks_of([*head, *body], name)
    comments: list[Comment] = []
    gone = list(struck)
    notices: list[Notice] = []
    unread: list[str] = []
    cover = parts.attached and _covers(body)
    if not cover:
        blocks += own
    for label, content in parts.attached:
        try:
            document = _attached(content, label, read, depth)
        except ReadError as error:
            unread.append(label)
            notices.append(Notice(text=f"Bilagan {label} i {name} är inte läst: {error.message}"))
            continue
        blocks += _after(document.blocks, blocks, name, label)
        comments += [replace(comment, origin=None) for comment in document.comments]
        gone += [replace(one, origin=None) for one in document.struck]
        notices += [Notice(text=notice.text) for notice in document.notices]
    if cover:
        blocks += _after(own, blocks, name, None)
    if not blocks:
        raise EmptyFile(f"E-postmeddelandet {name} är tomt. Kontrollera att det är rätt fil.", path=name)
    read_ones = [label for label, _ in parts.attached if label not in unread]
    if read_ones:
        notices.insert(0, Notice(text=f"{name} är ett e-postmeddelande. Bilagor som lästs: {', '.join(read_ones)}."))
    return Document(
        name=name,
        format="eml",
        blocks=tuple(blocks),
        comments=tuple(comments),
        struck=tuple(gone),
        notices=tuple(notices),
    )


def _sort(part: Message, parts: _Parts) -> None:
    if part.is_multipart() and part.get_content_type() != "message/rfc822":
        return
    kind = part.get_content_type()
    label = wording.visible(wording.normal(_shown(part.get_filename())))
    attached = str(part.get("Content-Disposition", "")).lower().startswith("attachment")
    if kind == "message/rfc822":
        inner = part.get_payload()
        if isinstance(inner, list) and inner and isinstance(inner[0], Message):
            parts.attached.append((label or "meddelande.eml", inner[0].as_bytes()))
        return
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or not content:
        return
    if kind == "text/plain" and not attached and not label:
        parts.plain.append(web.decoded(content, part.get_content_charset()) or "")
    elif kind == "text/html" and not attached and not label:
        parts.web.append(web.decoded(content, part.get_content_charset()) or "")
    elif len(parts.attached) < MOST and (attached or not kind.startswith(_PICTURES)):
        parts.attached.append((label or "bilaga", content))


def _head(message: Message) -> list[Piece]:
    found = []
    for key, said in _HEAD:
        value = wording.visible(wording.normal(_shown(message.get(key))))
        if value:
            found.append(Piece(f"{said}: {_moment(value) if key == 'Date' else value}"))
    return found if message.get("From") else []


def _moment(value: str) -> str:
    try:
        return email.utils.parsedate_to_datetime(value).strftime("%Y-%m-%d %H:%M")
    except (ValueError, TypeError, IndexError, OverflowError):
        return value


def _shown(value: object) -> str:
    """Return a header's text, its encoded words (``=?utf-8?q?…?=``) in plain letters."""
    if value is None:
        return ""
    shown = ""
    try:
        for text, charset in email.header.decode_header(str(value)):
            shown += text if isinstance(text, str) else web.decoded(text, charset) or ""
    except (ValueError, binascii.Error, email.errors.MessageError):
        return str(value)
    return shown


def _body(parts: _Parts, name: str) -> tuple[list[Piece], tuple[Struck, ...]]:
    """Return the message's own text, as plain text or else as it was laid out, and what is struck through in it."""
    plain = "\n\n".join(parts.plain)
    if plain.strip():
        return pieces_of(wording.normal(plain)), ()
    found = [web.pieces_of(text, name) for text in parts.web]
    return [piece for pieces, _ in found for piece in pieces], tuple(Struck(text=gone) for _, gone in found if gone)


def _attached(content: bytes, label: str, read: Reader, depth: int) -> Document:
    if depth >= DEPTH:
        raise DamagedFile(f"{label} ligger för djupt i andra meddelanden.", path=label)
    with tempfile.TemporaryDirectory(prefix="utlatande-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "bilaga"
        path.write_bytes(content)
        return read(path, label)


def _covers(body: list[Piece]) -> bool:
    """Tell whether a message only hands over what is attached: then the attachment is the letter, and stands first."""
    text = " ".join(piece.text for piece in body)
    return "?" not in text and len(text.split()) <= COVER


def _after(found: tuple[Block, ...], before: list[Block], name: str, part: str | None) -> list[Block]:
    """Return the blocks of an attachment, ``part``, as the message's own, numbered after those before."""
    tables = 1 + max((block.table for block in before if block.table is not None), default=-1)
    return [
        replace(
            block,
            origin=Origin(document=name, block=len(before) + place, page=block.origin.page),
            table=None if block.table is None else tables + block.table,
            part=block.part or part,
        )
        for place, block in enumerate(found)
    ]

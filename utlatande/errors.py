"""Every error we raise, as a tree, each with the Swedish sentence a handläggare reads.

    UtlatandeError                  exit
      ReadError                      3   a file cannot be read
        UnknownFormat, EncryptedFile, DamagedFile, TooLarge, EmptyFile (NoText), MissingFile, MissingReader,
        DraftUnknown
      TemplateError                  4
      CorpusError                    5
      OutputError                    6
      SettingsError                  7
      EmbedderError                  7   never stops a command: then the words alone are searched

Bad input is an UtlatandeError. A defect of ours is any other exception and is never swallowed.
"""

from __future__ import annotations

from pathlib import Path


class UtlatandeError(Exception):
    """Base of all. ``str(error)`` is one Swedish line: what, which file, what to do. ``path`` is the file or None."""

    code = "error"
    exit_code = 3

    def __init__(self, message: str, *, path: Path | str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = None if path is None else str(path)


class ReadError(UtlatandeError):
    """A file cannot be read."""

    code = "read"


class MissingFile(ReadError):
    """There is no such file, it is a folder, or it may not be opened."""

    code = "missing"


class EmptyFile(ReadError):
    """The file holds nothing that can be read."""

    code = "empty"


class NoText(EmptyFile):
    """A sound file whose pages hold no text: a scan, or empty pages. What needs no text can go on without."""


class UnknownFormat(ReadError):
    """The content is of no format we read."""

    code = "unknown_format"


class MissingReader(ReadError):
    """The format is known, but the program that reads it is not installed."""

    code = "missing_reader"


class EncryptedFile(ReadError):
    """The file is locked with a password."""

    code = "encrypted"


class DamagedFile(ReadError):
    """The file is broken, or made to do harm."""

    code = "damaged"


class TooLarge(ReadError):
    """The file is beyond one of the reading limits."""

    code = "too_large"


class DraftUnknown(ReadError):
    """A document says nothing of the draft it was made from."""

    code = "draft_unknown"


class TemplateError(UtlatandeError):
    """A template is missing or cannot be used."""

    code = "template"
    exit_code = 4


class CorpusError(UtlatandeError):
    """The corpus folder is missing or its index cannot be used."""

    code = "corpus"
    exit_code = 5


class OutputError(UtlatandeError):
    """The result exists already, is open elsewhere, or cannot be written."""

    code = "output"
    exit_code = 6


class SettingsError(UtlatandeError):
    """utlatande.toml cannot be used."""

    code = "settings"
    exit_code = 7


class EmbedderError(UtlatandeError):
    """A sentence model does not answer, or not with vectors."""

    code = "embedder"
    exit_code = 7

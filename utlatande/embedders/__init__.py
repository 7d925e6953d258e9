"""Sentence models that turn texts into vectors, on this machine only; any callable ``texts -> vectors`` may take their
place.

Ours have what an index looks for on a callable, each of it optional: ``name`` (stored with the vectors: with another
name they are made anew), ``private`` (True: texts of internal documents may be given to it), and ``questions`` (a
callable for questions, where a model wants them otherwise than passages).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from utlatande.model import Embedder
    from utlatande.settings import Embeddings


def chosen(embeddings: Embeddings | None) -> Embedder | None:
    """Return the embedder that the settings name, or None. Nothing is loaded or asked before it is used.

    SettingsError when the folder is no sentence model, or the address is not on this machine.
    """
    if embeddings is None:
        return None
    if embeddings.url is not None:
        from utlatande.embedders.endpoint import Endpoint

        return Endpoint(embeddings.url, embeddings.model)
    from utlatande.embedders.onnx import OnnxModel

    return OnnxModel(embeddings.model)

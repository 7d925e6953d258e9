"""A sentence model in a folder (ONNX with its tokenizer, as such models are given out), run on this machine.

Read from the folder: ``model.onnx`` or ``onnx/model.onnx``, ``tokenizer.json``, and where they are there
``1_Pooling/config.json`` (mean or first token), ``modules.json``, ``sentence_bert_config.json`` (how many tokens it
takes) and ``config_sentence_transformers.json`` (what is put before a question and before a passage).
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from utlatande.errors import EmbedderError, SettingsError

_MODELS = ("model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx", "model_quantized.onnx")
_KNOWN = ("Transformer", "Pooling", "Normalize")  # steps of a model that we take
_TOKENS = 512  # that a text is cut to when the folder does not say
_MOST_TOKENS = 8_192
_BATCH = 16
_LONGEST = 20_000  # characters of a text that the tokenizer is given
_SENTENCE = "sentence_embedding"  # an output that needs no pooling
_SAMPLES, _SAMPLE = 32, 16_384  # pieces of the model file that its name is made of, and their bytes
_SMALL = 1_000_000  # bytes of a file that is read whole for the name
_CONFIGS = ("1_Pooling/config.json", "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json")


class _Loaded(NamedTuple):
    session: Any
    tokenizer: Any
    inputs: frozenset[str]
    output: str


class OnnxModel:
    """``OnnxModel("mapp")(texts)`` gives a vector of length 1 for each text; ``questions`` likewise for questions.

    ``private`` is True: it runs in this process, so texts of internal documents may be given to it. Loaded when first
    used; safe to use from several threads. SettingsError when the folder is no such model, EmbedderError when it cannot
    be run.
    """

    private = True

    def __init__(self, folder: Path | str) -> None:
        self.folder = Path(folder)
        self._model = next((self.folder / name for name in _MODELS if (self.folder / name).is_file()), None)
        tokenizer = self.folder / "tokenizer.json"
        if self._model is None or not tokenizer.is_file():
            missing = "model.onnx" if self._model is None else "tokenizer.json"
            raise SettingsError(
                f"Mappen {self.folder} är ingen språkmodell: {missing} saknas. Rätta model under [embeddings].",
                path=self.folder,
            )
        self._first_token = _pooling(self.folder)
        self._tokens = _tokens(self.folder)
        self._before = _prompts(self.folder)
        self._lock = threading.Lock()
        self._loaded: _Loaded | None = None
        self.name = f"{self.folder.resolve().name} {_mark([self._model, tokenizer], self.folder)}"

    def __call__(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - numpy's array
        """Return the vectors of passages, a row each."""
        return self._vectors([self._before[0] + text for text in texts])

    def questions(self, texts: Sequence[str]) -> Any:  # noqa: ANN401 - numpy's array
        """Return the vectors of questions, a row each."""
        return self._vectors([self._before[1] + text for text in texts])

    def _vectors(self, texts: list[str]) -> Any:  # noqa: ANN401
        import numpy as np

        loaded = self._load()
        order = sorted(range(len(texts)), key=lambda n: len(texts[n]))  # alike in length: little is padding
        rows: list[Any] = [None] * len(texts)
        try:
            for at in range(0, len(order), _BATCH):
                places = order[at : at + _BATCH]
                vectors = self._run(loaded, [texts[n][:_LONGEST] for n in places])
                for place, vector in zip(places, vectors, strict=True):
                    rows[place] = vector
        except Exception as error:  # onnxruntime's own errors have no common base
            raise self._failed("kan inte köras", error) from error
        return np.stack(rows) if rows else np.zeros((0, 0), dtype=np.float32)

    def _run(self, loaded: _Loaded, texts: list[str]) -> Any:  # noqa: ANN401
        import numpy as np

        encoded = loaded.tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in encoded], dtype=np.int64)
        given = {
            "input_ids": np.array([one.ids for one in encoded], dtype=np.int64),
            "attention_mask": mask,
            "token_type_ids": np.array([one.type_ids for one in encoded], dtype=np.int64),
        }
        out = loaded.session.run([loaded.output], {name: given[name] for name in given.keys() & loaded.inputs})[0]
        out = np.asarray(out, dtype=np.float32)
        if out.ndim > 2:  # noqa: PLR2004 - texts, tokens, numbers
            weights = mask[:, :, None].astype(np.float32)
            out = out[:, 0] if self._first_token else (out * weights).sum(1) / np.maximum(weights.sum(1), 1)
        return out / np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-12)

    def _load(self) -> _Loaded:
        with self._lock:
            if self._loaded is None:
                self._loaded = self._opened()
            return self._loaded

    def _opened(self) -> _Loaded:
        # onnxruntime looks up its maker's address when it is imported, unless this is set before.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        try:
            import onnxruntime
            from tokenizers import Tokenizer
        except ImportError as error:
            raise SettingsError(
                f"Språkmodellen {self.folder} behöver onnxruntime och tokenizers. "
                "Kör pip install 'utlatande[onnx]', eller ta bort [embeddings].",
                path=self.folder,
            ) from error
        try:
            options = onnxruntime.SessionOptions()
            options.log_severity_level = 4  # what is wrong comes as an exception: nothing is printed
            session = onnxruntime.InferenceSession(str(self._model), options, providers=["CPUExecutionProvider"])
            tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
            tokenizer.enable_truncation(self._tokens)
            if tokenizer.padding is None or tokenizer.padding.get("length"):
                tokenizer.enable_padding()
            outputs = {one.name: one for one in session.get_outputs()}
            output = outputs.get(_SENTENCE) or next(iter(outputs.values()))
            inputs = frozenset(one.name for one in session.get_inputs())
        except Exception as error:  # neither library's errors have a common base
            raise self._failed("kan inte läsas", error) from error
        return _Loaded(session, tokenizer, inputs, output.name)

    def _failed(self, what: str, error: Exception) -> EmbedderError:
        reason = " ".join(str(error).split())[:200]
        return EmbedderError(f"Språkmodellen {self.folder} {what} ({reason}).", path=self.folder)


def _config(folder: Path, name: str) -> Any:  # noqa: ANN401 - any JSON
    path = folder / name
    try:
        return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else None
    except (OSError, ValueError, RecursionError) as error:
        raise SettingsError(f"{path} går inte att läsa. Hämta språkmodellen på nytt.", path=path) from error


def _pooling(folder: Path) -> bool:
    """Whether the first token stands for the text, rather than the mean of all; SettingsError for other ways."""
    steps = [str(one.get("type", "")).rpartition(".")[2] for one in _config(folder, "modules.json") or ()]
    ways = {way for way, used in (_config(folder, "1_Pooling/config.json") or {}).items() if used is True}
    ways = {way for way in ways if way.startswith("pooling_mode_")}
    strange = [step for step in steps if step not in _KNOWN]
    strange += sorted(ways - {"pooling_mode_mean_tokens", "pooling_mode_cls_token"})
    if strange or len(ways) > 1:
        raise SettingsError(
            f"Språkmodellen i {folder} räknar på ett sätt som inte stöds "
            f"({', '.join(strange) or 'flera medelvärden'}). Välj en modell med medelvärde (mean pooling).",
            path=folder,
        )
    return "pooling_mode_cls_token" in ways


def _tokens(folder: Path) -> int:
    said = (_config(folder, "sentence_bert_config.json") or {}).get("max_seq_length")
    return min(said, _MOST_TOKENS) if isinstance(said, int) and said > 0 else _TOKENS


def _prompts(folder: Path) -> tuple[str, str]:
    """What is put before a passage and before a question."""
    said = (_config(folder, "config_sentence_transformers.json") or {}).get("prompts") or {}
    passage = next((said[name] for name in ("passage", "document") if isinstance(said.get(name), str)), "")
    question = said["query"] if isinstance(said.get("query"), str) else ""
    return passage, question


def _mark(files: Sequence[Path], folder: Path) -> str:
    """What tells a model from another of the same name: small files whole, of large ones pieces from all over."""
    mark = hashlib.sha256()
    for path in (*files, *(folder / name for name in _CONFIGS if (folder / name).is_file())):
        size = path.stat().st_size
        mark.update(f"{path.name} {size}\n".encode())
        with path.open("rb") as file:
            if size <= _SMALL:
                mark.update(file.read())
                continue
            for piece in range(_SAMPLES):
                file.seek((size - _SAMPLE) * piece // (_SAMPLES - 1))
                mark.update(file.read(_SAMPLE))
    return mark.hexdigest()[:12]

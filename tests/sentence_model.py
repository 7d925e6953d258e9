"""A sentence model so small that a test makes it: a table of vectors by token, in ONNX, with its tokenizer.

The ONNX file is written byte by byte, as protobuf: one Gather of the table by ``input_ids``.
"""

import json
import struct

WORDS = {
    "klotter": (1, 0, 0, 0),
    "graffiti": (1, 0, 0, 0.1),
    "väggar": (0.8, 0, 0, 0.2),
    "bad": (0, 1, 0, 0),
    "simhall": (0, 1, 0, 0.1),
    "buss": (0, 0, 1, 0),
    "kollektivtrafik": (0, 0, 1, 0.1),
}
OTHER = (0, 0, 0, 0.05)


def _varint(number):
    out = b""
    while number > 0x7F:
        out += bytes([number & 0x7F | 0x80])
        number >>= 7
    return out + bytes([number])


def _field(number, value):
    """A protobuf field: an int as a varint, else bytes, text or the fields of a message with their length."""
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    body = value.encode() if isinstance(value, str) else b"".join(value) if isinstance(value, list) else value
    return _varint(number << 3 | 2) + _varint(len(body)) + body


def _value(name, kind, *sizes):
    shape = [_field(1, [_field(2, size) if isinstance(size, str) else _field(1, size)]) for size in sizes]
    return [_field(1, name), _field(2, [_field(1, [_field(1, kind), _field(2, shape)])])]


def onnx(table, output="last_hidden_state", takes=("input_ids", "attention_mask")):
    """An ONNX model that gives the row of ``table`` for each token."""
    dimension = len(table[0])
    numbers = b"".join(struct.pack(f"<{dimension}f", *row) for row in table)
    weights = [_field(1, len(table)), _field(1, dimension), _field(2, 1), _field(8, "table"), _field(9, numbers)]
    node = [_field(1, "table"), _field(1, "input_ids"), _field(2, output), _field(4, "Gather")]
    graph = [_field(1, node), _field(2, "model"), _field(5, weights)]
    graph += [_field(11, _value(name, 7, "texts", "tokens")) for name in takes]
    graph += [_field(12, _value(output, 1, "texts", "tokens", dimension))]
    return b"".join([_field(1, 8), _field(7, graph), _field(8, [_field(1, ""), _field(2, 13)])])


def tokenizer(words):
    vocabulary = {word: n for n, word in enumerate(["[PAD]", "[UNK]", *words])}
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": [],
        "normalizer": {"type": "Lowercase"},
        "pre_tokenizer": {"type": "Whitespace"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": vocabulary, "unk_token": "[UNK]"},
    }


def make(folder, words=WORDS, configs=None):
    """Make a model's folder; ``configs`` are further JSON files by name."""
    folder.mkdir(parents=True, exist_ok=True)
    padding = (9.0,) * len(OTHER)  # a model that minds its padding shows at once
    (folder / "model.onnx").write_bytes(onnx([padding, OTHER, *words.values()]))
    (folder / "tokenizer.json").write_text(json.dumps(tokenizer(words)), encoding="utf-8")
    for name, value in (configs or {}).items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(json.dumps(value), encoding="utf-8")
    return folder

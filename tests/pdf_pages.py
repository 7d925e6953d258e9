"""Small PDFs as other programs write them, byte by byte: a page, its content and its fonts as the test says."""

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def stream(data, more=b""):
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(data), more, data)


def raw(path, content, font=HELVETICA, *objects, fonts=b"/F1 5 0 R"):
    """Write one page of this content; the font is object 5, further objects are numbered from 6."""
    numbered = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<<" + fonts + b">>>>>>",
        stream(content),
        font,
        *objects,
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, one) for n, one in enumerate(numbered, 1))
    path.write_bytes(b"%PDF-1.7\n" + body + b"trailer<</Root 1 0 R>>\n%%EOF")
    return path


def placed(*words, size=12, base=700):
    """Return content that places each character by itself, as browsers do; words are (text, x from the left)."""
    parts = [b"BT /F1 %d Tf" % size]
    for text, x in words:
        at = x
        for character in text:
            parts.append(b"1 0 0 1 %.2f %.2f Tm (%s) Tj" % (at, base, character.encode("cp1252")))
            at += WIDTHS.get(character, 0.556) * size
    return b"\n".join([*parts, b"ET"])


# Helvetica's widths, in parts of its size.
WIDTHS = {
    **dict.fromkeys("abdeghnopqu", 0.556), **dict.fromkeys("ckvxyz", 0.5), **dict.fromkeys("ijl", 0.222),
    **dict.fromkeys("ft", 0.278), "m": 0.833, "r": 0.333, "s": 0.5, "w": 0.722, "å": 0.556, "ä": 0.556, "ö": 0.556,
    **dict.fromkeys("ABEKPSVXY", 0.667), **dict.fromkeys("CDHNRU", 0.722), "O": 0.778, "G": 0.778, "F": 0.611,
    "T": 0.611, "Z": 0.611, "I": 0.278, "J": 0.5, "L": 0.556, "M": 0.833, " ": 0.278,
}  # fmt: skip


def width(text, size=12):
    return sum(WIDTHS.get(character, 0.556) for character in text) * size

"""Letters as they reach us when somebody copies, prints or mails them: the same paragraphs, wrapped in some way."""

import textwrap

LETTERHEAD = ["Stadsdelsnämnden i Norrvik", "Skrivelse", "2024-05-23", "Dnr NO 2024/117"]
SIGNATURE = ["Norrvik den 23 maj 2024", "Anna Exempel (X)", "Bo Prov (Y)"]
FEET = 42  # lines a page


def clean(lines):
    """One paragraph a line, an empty line between."""
    return "\n\n".join(lines) + "\n"


def wrapped68(lines, *, head=True, feet=True):
    """Wrapped at 68 columns, an empty line between paragraphs."""
    return _rendered(lines, 68, blank=True, head=head, feet=feet)


def wrapped64(lines, *, head=True, feet=True):
    """Wrapped at 64 columns, no empty line anywhere: paragraph ends must be inferred."""
    return _rendered(lines, 64, blank=False, head=head, feet=feet)


def _rendered(lines, width, *, blank, head, feet):
    body = []
    for line in lines:
        body += textwrap.wrap(line, width, break_long_words=False, break_on_hyphens=False)
        body += [""] if blank else []
    if head:
        body = [*LETTERHEAD, "", *body, "", *SIGNATURE]
    while body and not body[-1]:
        body.pop()
    pages = -(-len(body) // FEET)
    if not feet or pages == 1:
        return "\n".join(body) + "\n"
    out = []
    for page in range(pages):
        out += [*body[page * FEET : (page + 1) * FEET], "", f"Sida {page + 1} ({pages})", ""]
    return "\n".join(out) + "\n"

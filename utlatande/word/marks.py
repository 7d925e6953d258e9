"""What a draft is marked with in Word, so that we find it again: the names of styles, bookmarks and parts."""

from __future__ import annotations

from utlatande.model import Style

AUTHOR = "utlatande"  # of comments and tracked changes
INITIALS = "utl"
LANGUAGE = "sv-SE"
BOOKMARK = "_utl_p"  # + three digits; a leading underscore hides it; Word allows 40 characters
PROPERTY = "utlatande-draft"  # the custom property that holds the draft's id
PROVENANCE = "urn:utlatande:provenance:1"  # the namespace of our custom XML part

# Each style's name as Word stores it, then as other programs or languages write it. The first is what we ask for.
STYLES: dict[Style, tuple[str, ...]] = {
    Style.TITLE: ("Title", "Rubrik", "Titel"),
    Style.SUBTITLE: ("Subtitle", "Underrubrik"),
    Style.BODY: ("Body Text", "Brödtext"),
    Style.QUESTION: ("Utl Fråga",),
    Style.REUSED: ("Utl Återanvänd text",),
    Style.ALTERNATIVE: ("Utl Förslag alternativ",),
    Style.QUOTE: ("Utl Citat",),
    Style.LIST: ("List Bullet", "Punktlista"),
    Style.NUMBERED: ("List Number", "Numrerad lista"),
    Style.NOTE: ("Utl Anteckning",),
    Style.SIGNATURE: ("Utl Underskrift",),
    Style.ATTACHMENT: ("Utl Bilageförteckning",),
}
HEADINGS = ("heading {}", "Rubrik {}")  # Style.HEADING, with its level
TABLE = ("Utl Tabell",)
TABLE_TEXT = ("Utl Tabelltext",)

# What a template may name in {{ }}, with the Swedish word that stands in a placeholder.
FIELDS: dict[str, str] = {
    "namnd": "nämnd",
    "forvaltning": "förvaltning",
    "avdelning": "avdelning",
    "handlaggare": "handläggare",
    "telefon": "telefon",
    "epost": "e-post",
    "dnr": "dnr",
    "datum": "datum",
    "sammantradesdatum": "sammanträdesdatum",
    "titel": "titel",
    "undertitel": "undertitel",
}
BODY = ("innehall", "body")  # the names (å ä ö folded) that say where the text goes

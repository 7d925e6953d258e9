"""Every rule of the check by its id: how much it weighs, and in one sentence what it finds."""

from __future__ import annotations

from dataclasses import dataclass

from utlatande.model import Finding, Origin, Severity

ERROR, WARNING, NOTE = Severity.ERROR, Severity.WARNING, Severity.NOTE


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule: its stable id, how much its findings weigh, and what it finds in one Swedish sentence."""

    id: str
    severity: Severity
    about: str


RULES: tuple[Rule, ...] = tuple(
    Rule(id=name, severity=severity, about=about)
    for name, severity, about in (
        # the letter's questions
        ("fraga-utan-svar", ERROR, "En fråga eller delfråga i skrivelsen har inget svar."),
        ("fraga-svar-osakert", WARNING, "Det går inte att se säkert att en fråga har fått ett svar."),
        ("svar-under-fel-fraga", ERROR, "Två svar har bytt plats: de passar varandras frågor."),
        ("svar-utan-antal", WARNING, "Frågan gäller hur många eller hur mycket, och svaret har inget tal."),
        ("svar-utan-upprakning", WARNING, "Frågan gäller vilka, och svaret räknar inte upp något."),
        ("svar-utan-tid", WARNING, "Frågan gäller när, och svaret säger ingen tid."),
        ("svar-utan-plan", WARNING, "Frågan gäller vad som planeras, och svaret säger inget om det."),
        ("svar-utan-stallning", WARNING, "Frågan gäller vad förvaltningen anser, och svaret tar inte ställning."),
        ("svar-utan-ja-eller-nej", WARNING, "Frågan kan besvaras med ja eller nej, och svaret säger inget av det."),
        # what is left from writing
        ("lucka-kvar", ERROR, "En lucka eller mallens egen text står kvar."),
        ("anteckning-kvar", ERROR, "En rad till handläggaren står kvar."),
        ("alternativ-kvar", ERROR, "Ett förslag som ingen har valt eller tagit bort står kvar."),
        ("markering-kvar", WARNING, "Text är markerad med färg."),
        ("kommentar-kvar", WARNING, "En kommentar står kvar."),
        ("kommentar-utlatande", NOTE, "Kommentarer från utlatande står kvar."),
        ("andring-kvar", WARNING, "Spårade ändringar är inte godkända eller avvisade."),
        # form
        ("rubrik-saknas", WARNING, "En rubrik som brukar finnas saknas."),
        ("rubrik-ordning", WARNING, "Rubrikerna står i en annan ordning än den vanliga."),
        ("rubrik-dubbel", WARNING, "Samma rubrik står två gånger."),
        ("rubrik-utan-text", ERROR, "Det står ingenting under en rubrik."),
        ("dnr-saknas", WARNING, "Diarienumret saknas."),
        ("dnr-olika", ERROR, "Diarienumret är skrivet på olika sätt eller är två olika."),
        ("datum-omojligt", ERROR, "Ett datum finns inte i kalendern."),
        ("datum-veckodag", WARNING, "Veckodagen stämmer inte med datumet."),
        ("datum-ordning", ERROR, "Datumen kommer i en ordning som inte är möjlig."),
        ("namnd-olika", ERROR, "Nämnden heter olika i Till och i beslutet."),
        ("namnd-annan", WARNING, "En annan nämnd av samma slag nämns i texten, eller i skrivelsen."),
        ("bilaga-saknas", ERROR, "En bilaga nämns men finns inte i listan."),
        ("bilaga-nummer", ERROR, "Bilagornas nummer har en lucka, eller samma nummer står två gånger."),
        ("bilaga-namn", WARNING, "En bilaga heter olika i listan och i sin egen rubrik."),
        ("bilaga-namns-inte", WARNING, "En bilaga finns i listan men nämns inte i texten."),
        # figures
        ("sammanfattning-siffra", ERROR, "Ett tal i sammanfattningen finns inte i resten av texten."),
        ("sammanfattning-ar", ERROR, "Ett årtal i sammanfattningen finns inte i resten av texten."),
        ("sammanfattning-namn", ERROR, "Ett namn i sammanfattningen finns inte i resten av texten."),
        ("sammanfattning-ord", WARNING, "Få av sammanfattningens ord finns i resten av texten."),
        ("siffror-olika", WARNING, "Samma sak har olika siffror på två ställen."),
        ("siffra-gammal", WARNING, "Det finns en nyare siffra i de tidigare dokumenten."),
        ("artal-passerat", WARNING, "Texten säger vad som ska ske ett år som redan har gått."),
        # what is private
        ("personnummer", ERROR, "Ett personnummer eller samordningsnummer står i texten."),
        ("privat-telefon", WARNING, "Ett mobilnummer står i löpande text."),
        ("privat-epost", WARNING, "En privat e-postadress står i dokumentet."),
        ("fa-personer", WARNING, "Ett litet antal personer och en plats i samma mening kan peka ut någon."),
        # plain Swedish, in new text only
        ("lix", NOTE, "Texten är svår att läsa."),
        ("lang-mening", NOTE, "En mening är mycket lång."),
        ("forkortning", NOTE, "En förkortning bör skrivas ut."),
        ("tungt-ord", NOTE, "Ett ord kan bytas mot ett enklare."),
    )
)
BY_ID = {rule.id: rule for rule in RULES}


def finding(
    rule: str,
    text: str,
    advice: str,
    place: str,
    *,
    origin: Origin | None = None,
    quote: str | None = None,
    question: str | None = None,
    severity: Severity | None = None,
) -> Finding:
    """Return a finding of ``rule``, with the rule's own severity unless another is given."""
    return Finding(
        rule=rule,
        severity=severity or BY_ID[rule].severity,
        text=text,
        advice=advice,
        place=place,
        origin=origin,
        quote=quote,
        question=question,
    )

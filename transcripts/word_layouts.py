"""Eight ways in which students lay out a transcript in Word, one for each interview.

A layout decides how a turn looks and never what it says: with changes accepted and soft
hyphens gone, every file reads as its source does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from word_package import Look, WordFile, field_runs, run, w

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until the next one begins."""

    speaker: str
    """`I1`, `I2` or `IP`, as in the source."""
    paragraphs: tuple[str, ...]
    """With the markup of the source."""
    seconds: int
    """When it begins on the recording."""

    @property
    def stamp(self) -> str:
        """The time as hours, minutes and seconds."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"


@dataclass(frozen=True, slots=True)
class Layout:
    """One of the eight ways."""

    look: Look
    build: Callable[[WordFile, tuple[Turn, ...]], None]
    track_changes: bool = False


BOLD = w("b")
_REVISED = "2025-04-06"
"""When Mikkel listened to Bilag 5 again."""
_MARKUP = re.compile(r"\{(--|\+\+|>>)(.*?)(?:--|\+\+|<<)\}")


def paragraph(*content: Element, style: str = "", properties: Iterable[Element] = ()) -> Element:
    """A paragraph; `properties` in the order of the schema."""
    listed = [w("pStyle", val=style)] if style else []
    listed += properties
    return w("p", w("pPr", *listed) if listed else None, *content)


def accepted(text: str) -> str:
    """The words of a source paragraph with its changes accepted and its comments gone."""
    return _MARKUP.sub(lambda match: match[2] if match[1] == "++" else "", text)


def words(file: WordFile, text: str, *properties: Element) -> list[Element]:
    """The runs of a source paragraph, with comments and tracked changes where it marks them."""
    content: list[Element] = []
    end = 0
    for match in _MARKUP.finditer(text):
        before, end = text[end : match.start()], match.end()
        if match[1] == ">>":
            # The comment is about the last word before it.
            start = before.rfind(" ") + 1
            before, about = before[:start], before[start:]
            content += [run(before, *properties), *_comment(file, match[2], run(about))]
            continue
        if before:
            content.append(run(before, *properties))
        tag = "ins" if match[1] == "++" else "del"
        changed = run(match[2], *properties, deleted=tag == "del")
        content.append(w(tag, changed, **file.change("Mikkel", day=_REVISED)))
    return [*content, run(text[end:], *properties)] if text[end:] else content


def _comment(file: WordFile, note: str, about: Element) -> list[Element]:
    note, _, author = note.partition(" /")
    start, end, reference = file.comment(author or "Sofie", note, at="2025-03-09T19:12:00Z")
    return [start, about, end, reference]


def _page_number(style: str, *before: Element, side: str = "right") -> Element:
    return paragraph(*before, *field_runs("PAGE"), style=style, properties=[w("jc", val=side)])


def labelled(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 1: `I:` and `IP:` with a tab and a hanging indent, header, `Side X af Y`."""
    study = "Hvorfor ønske social mix? Speciale, foråret 2025"
    file.header = paragraph(run(f"{study}\tBilag 1"), style="Sidehoved", properties=[
        w("tabs", w("tab", val="right", pos="9638"))])  # fmt: skip
    file.footer = _page_number("Sidefod", run("Side "), side="center")
    file.footer.extend([run(" af "), *field_runs("NUMPAGES")])
    indent = w("ind", left="680", hanging="680")
    for turn in turns:
        label = "IP:\t" if turn.speaker == "IP" else "I:\t"
        for text in turn.paragraphs:
            file.body.append(paragraph(*words(file, label + text), properties=[indent]))
            label = "\t"


def first_names(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 2: bold first names, soft breaks, an empty paragraph between turns."""
    names = {"I1": "Sofie:", "I2": "Mikkel:", "IP": "Preben:"}
    file.body.append(paragraph(run("Bilag 2"), style="Overskrift1"))
    for number, turn in enumerate(turns):
        if number:
            file.body.append(paragraph())
        label = [run(names[turn.speaker], BOLD), run(" ")]
        for text in turn.paragraphs:
            file.body.append(paragraph(*label, *words(file, text.replace(" // ", "\n"))))
            label = []


_COLUMNS = (("Linje", 794), ("Tid", 1134), ("Hvem", 794), ("Tekst", 6916))


def table(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 3: a table of line, time, speaker and text, and comments in the margin."""
    initials = {"I1": "SO", "I2": "MI", "IP": "AM"}
    title = run("Bilag 3: Interview med byudviklingskonsulent (AM), Fjordkøbing Kommune", BOLD)
    file.body.append(paragraph(title, properties=[w("spacing", after="240")]))
    rows = [_row([[run(heading, BOLD)]] for heading, _ in _COLUMNS)]
    rows[0].insert(0, w("trPr", w("tblHeader")))
    for number, turn in enumerate(turns, 1):
        short = [[[run(cell)]] for cell in (str(number), turn.stamp, initials[turn.speaker])]
        rows.append(_row([*short, [words(file, text) for text in turn.paragraphs]]))
    lines = [
        w(edge, val="single", sz="4", space="0", color="auto")
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    ]
    properties = w("tblPr", w("tblW", w="9638", type="dxa"), w("tblBorders", *lines),
                   w("tblLayout", type="fixed"))  # fmt: skip
    grid = w("tblGrid", *(w("gridCol", w=str(width)) for _, width in _COLUMNS))
    file.body += [w("tbl", properties, grid, *rows), paragraph()]
    file.footer = _page_number("Sidefod", side="center")


def _row(cells: Iterable[list[list[Element]]]) -> Element:
    return w("tr", *(
        w("tc", w("tcPr", w("tcW", w=str(width), type="dxa")),
          *(paragraph(*content) for content in cell))
        for (_, width), cell in zip(_COLUMNS, cells, strict=True)
    ))  # fmt: skip


def name_lines(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 4: name and time alone on a line and the text below, as programs write."""
    names = {"I1": "Sofie", "I2": "Mikkel", "IP": "Torben Askelyng"}
    file.body.append(paragraph(run("Sivsangervænget_1_180325.m4a"), style="Overskrift1"))
    grey = w("color", val="595959")
    for turn in turns:
        line = run(f"{names[turn.speaker]}  {turn.stamp}", grey)
        apart = [w("keepNext"), w("spacing", before="160", after="0")]
        file.body.append(paragraph(line, properties=apart))
        file.body += [paragraph(*words(file, text)) for text in turn.paragraphs]


_MOVED = "Man tager hjem med det, man tog af sted for at finde."


def corrected(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 5: initials, tracked changes and a content control that nobody removed."""
    initials = {"I1": "SO", "I2": "MI", "IP": "HS"}
    title = paragraph(run("Interview med HS, Tværsund Kommune, d. 2. april 2025", BOLD),
                      properties=[w("spacing", after="240")])  # fmt: skip
    control = w("sdtPr", w("alias", val="Titel"), w("tag", val="titel"), w("id", val="7301"))
    file.body.append(w("sdt", control, w("sdtContent", title)))
    for turn in turns:
        label = [run(f"{initials[turn.speaker]}: ")]
        for text in turn.paragraphs:
            content = words(file, text)
            if text.endswith(_MOVED):
                content = _moved(file, text.removesuffix(_MOVED))
            file.body.append(paragraph(*label, *content))
            label = []
    file.footer = _page_number("Sidefod")


def _moved(file: WordFile, before: str) -> list[Element]:
    """`_MOVED` moved from the beginning of its paragraph to the end."""
    content: list[Element] = []
    for tag, text, rest in (("moveFrom", f"{_MOVED} ", before), ("moveTo", _MOVED, "")):
        start, moved = (file.change("Mikkel", day=_REVISED) for _ in range(2))
        content += [
            w(f"{tag}RangeStart", name="move1", **start),
            w(tag, run(text), **moved),
            w(f"{tag}RangeEnd", id=start["id"]),
        ]
        content += [run(rest)] if rest else []
    return content


_NOTED = "kom bagud med Vaskeriet"
_NOTE = "Det tidligere fællesvaskeri på Gråandestien, nu café og værksted."


def numbered(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 6: a title page, long labels, line numbers, page header and a footnote."""
    names = {"I1": "Interviewer 1:", "I2": "Interviewer 2:", "IP": "Informant:"}
    file.header = paragraph(run("Bilag 6"), style="Sidehoved")
    file.footer = _page_number("Sidefod")
    block = [
        ("Dato", "20. marts 2025"),
        ("Varighed", f"{round(turns[-1].seconds / 60)} min."),
        ("Sted", "Projektkontoret, Sivsangervænget"),
        ("Deltagere", "Birgitte Tangsø (informant), Sofie (interviewer 1), Mikkel (interviewer 2)"),
        ("Transskriberet af", "Sofie, gennemlyttet af Mikkel"),
        ("Tegn", "[utydeligt] kan ikke høres; (griner) og [pause] som på optagelsen; … tøven"),
    ]
    file.body.append(paragraph(run("Interview med Birgitte Tangsø"), style="Titel"))
    file.body += [paragraph(run(f"{key}: ", BOLD), run(value)) for key, value in block]
    file.body.append(paragraph(w("r", w("br", type="page"))))
    for turn in turns:
        label = [run(names[turn.speaker], BOLD), run(" ")]
        for text in turn.paragraphs:
            head, noted, tail = text.partition(_NOTED)
            content = words(file, head + noted)
            if noted:
                content += [file.footnote(_NOTE), *words(file, tail)]
            file.body.append(paragraph(*label, *content))
            label = []


def bold_questions(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 7: no labels, the questions in bold."""
    file.body.append(paragraph(run("Bilag 7 – Lone Bækgrav, Bropillen"), style="Overskrift1"))
    for turn in turns:
        bold = [] if turn.speaker == "IP" else [BOLD]
        file.body += [paragraph(*words(file, text, *bold)) for text in turn.paragraphs]


DRESSING = {
    8: {
        "Reden. Det lyder": "„Reden”. Det lyder",
        "Dem i Reden har": "Dem i »Reden« har",
        "Det er 450 lejligheder": "Det er 450\u00a0lejligheder",
        "bussen kl. kvart": "bussen kl.\u00a0kvart",
        "8,4 procent": "8,4\u00a0procent",
        "lidt pinlig, nemlig": "lidt pinlig — nemlig",
        "+45 32 12 34 56": "+45\u00a032\u00a012\u00a034\u00a056",
        "d. 6. maj": "d.\u00a06.\u00a0maj",
        "i denne måned": "i denne ma\u030aned",
        "uddannelseshjælp": "uddannelses\u00adhjælp",
        "Gennemsnitsindkomsten": "Gennemsnits\u00adindkomsten",
        "industrioperatører": "industri\u00adoperatører",
        "blandet beboersammensætning": "blandet beboer\u00adsammen\u00adsætning",
        "boligområderne, og": "bolig\u00adområderne, og",
    }
}
"""Typography by interview: quote marks, dashes, fixed blanks, soft hyphens, a loose ring.

Outside the coded quotes, but for soft hyphens: those are no part of the text.
"""

_MAIL = re.compile(r"[\w.-]+@example\.dk")


def stamped(file: WordFile, turns: tuple[Turn, ...]) -> None:
    """Bilag 8: `[00:00:12] Jesper:` before each turn, and an address that Word made a link."""
    names = {"I1": "Sofie:", "I2": "Mikkel:", "IP": "Jesper:"}
    for turn in turns:
        label = f"[{turn.stamp}] {names[turn.speaker]} "
        for text in turn.paragraphs:
            mail = _MAIL.search(text)
            start, stop = mail.span() if mail else (len(text), len(text))
            content = words(file, label + text[:start])
            if mail:
                content += [file.link(f"mailto:{mail[0]}", mail[0]), *words(file, text[stop:])]
            file.body.append(paragraph(*content))
            label = ""
    file.footer = _page_number("Sidefod", side="center")


SERIF, SANS = "Times New Roman", "Arial"

LAYOUTS = {
    1: Layout(Look(SERIF, 24, after=120), labelled),
    2: Layout(Look(SERIF, 24, line=276), first_names),
    3: Layout(Look(SANS, 21), table),
    4: Layout(Look(SANS, 22, after=60), name_lines),
    5: Layout(Look(SERIF, 24, after=200, side=1701), corrected, track_changes=True),
    6: Layout(Look(SERIF, 24, after=240, side=1701, line_numbers=True), numbered),
    7: Layout(Look(SANS, 22, after=200, side=1701), bold_questions),
    8: Layout(Look(SERIF, 24, after=160, side=1418), stamped),
}

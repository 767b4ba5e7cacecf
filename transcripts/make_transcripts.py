"""Writes `Bilag 1.docx` to `Bilag 8.docx`, `codings.csv` and `thesis-draft.docx` from `source`.

    python transcripts/make_transcripts.py             writes the files, always the same bytes
    python transcripts/make_transcripts.py --measure   finds the page starts anew (LibreOffice)

Word leaves a mark where its last layout began a page. Ours are measured once, kept in
`source/pages.csv`, and set in every run.
"""

from __future__ import annotations

import argparse
import csv
import re
import subprocess
import sys
import tempfile
import unicodedata
from copy import copy
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from thesis_draft import NAME, build_thesis
from word_layouts import DRESSING, LAYOUTS, Turn, accepted
from word_package import SIGNS, WordFile, name, text_element, w

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "source"
PAGES = SOURCE / "pages.csv"
SECONDS_A_WORD = 60 / 150
THEMES = {"forstaaelse", "forventninger", "effekter", "udfordringer", "hvorfor", "andet",
          "midler", "ghettoudspil"}  # fmt: skip


class Place(NamedTuple):
    """Where a page begins."""

    appendix: str
    page: str
    paragraph: str
    """Counted from 0 in the order of the file, tables included."""
    offset: str
    """Characters of the paragraph before it, deleted words included."""
    words: str
    """The first words of the page, for people, and as a check."""


# --- the sources


def read_interview(number: int) -> tuple[Turn, ...]:
    """The turns of an interview in their final typography."""
    source = (SOURCE / f"bilag-{number}.txt").read_text(encoding="utf-8")
    for plain, dressed in DRESSING.get(number, {}).items():
        if source.count(plain) != 1:
            sys.exit(f'bilag-{number}.txt should hold "{plain}" once.')
        source = source.replace(plain, dressed)
    lines = [line for line in source.splitlines() if not line.startswith("%")]
    turns: list[Turn] = []
    spoken = 0
    for block in re.split(r"\n\s*\n", "\n".join(lines).strip()):
        speaker, _, text = block.partition(": ")
        if speaker not in {"I1", "I2", "IP"}:
            sys.exit(f'bilag-{number}.txt holds a turn without a label: "{block[:30]}…"')
        turns.append(Turn(speaker, tuple(text.split("\n")), int(3 + spoken * SECONDS_A_WORD)))
        spoken += len(accepted(text).split())
    return tuple(turns)


def reading(turns: tuple[Turn, ...]) -> str:
    """What the informant says, as it reads with changes accepted."""
    said = [text for turn in turns if turn.speaker == "IP" for text in turn.paragraphs]
    text = accepted("\n".join(said)).replace(" // ", "\n").replace("\u00ad", "")
    return unicodedata.normalize("NFC", text)


def read_codings(number: int) -> list[list[str]]:
    """The codings of an interview, after a check that each quote can be found."""
    said = reading(read_interview(number))
    with (SOURCE / f"codings-{number}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))[1:]
    for appendix, quote, theme, _ in rows:
        if appendix != f"Bilag {number}" or theme not in THEMES or said.count(quote) != 1:
            sys.exit(f'codings-{number}.csv: cannot place "{quote[:50]}…" ({theme}).')
    return rows


def write_csv(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Write a table with LF line ends."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header, *rows])


# --- the files


def build(number: int, places: Sequence[Place]) -> WordFile:
    """The Word file of an interview with marks at the given places."""
    layout = LAYOUTS[number]
    file = WordFile(layout.look, track_changes=layout.track_changes)
    layout.build(file, read_interview(number))
    break_runs(file.body)
    found = list(paragraphs(file.body))
    for place in places:
        element, offset = found[int(place.paragraph)], int(place.offset)
        if line_from("".join(text for _, text in characters(element)), offset) != place.words:
            sys.exit(f'Bilag {number} has changed near "{place.words}": run --measure.')
        mark(element, offset)
    file.pages = len(places) + 1
    return file


def paragraphs(body: Sequence[Element]) -> Iterator[Element]:
    """All paragraphs in reading order."""
    for top in body:
        yield from top.iter(name("w:p"))


def characters(element: Element) -> Iterator[tuple[Element, str]]:
    """The texts and signs of a paragraph, each with its run."""
    signs = {name(f"w:{tag}"): sign for sign, tag in SIGNS.items()}
    for run in element.iter(name("w:r")):
        for child in run:
            if child.tag in {name("w:t"), name("w:delText")}:
                yield run, child.text or ""
            elif child.tag in signs:
                yield run, signs[child.tag]


def line_from(text: str, offset: int) -> str:
    """The words at an offset, as `pages.csv` shows them."""
    return " ".join(text[offset:].split()[:5])


def split_run(parent: Element, run: Element, offset: int) -> Element:
    """Cut a run in two; returns the second one, which begins at `offset` of its text."""
    if offset == 0:
        return run
    second = w("r")
    second.attrib.update(run.attrib)
    second.extend(copy(child) for child in run if child.tag == name("w:rPr"))
    for child in list(run):
        length = len(child.text or "") if child.tag in {name("w:t"), name("w:delText")} else 1
        if child.tag == name("w:rPr"):
            continue
        if offset <= 0:
            run.remove(child)
            second.append(child)
        elif offset < length:
            text = child.text or ""
            child.text = text[:offset]
            second.append(text_element(text[offset:], child.tag.rpartition("}")[2]))
        offset -= length
    parent.insert(list(parent).index(run) + 1, second)
    return second


def mark(paragraph: Element, offset: int) -> None:
    """Set Word's mark for the beginning of a page."""
    parents = {child: parent for parent in paragraph.iter() for child in parent}
    before = 0
    for run in list(paragraph.iter(name("w:r"))):
        length = sum(len(text) for owner, text in characters(paragraph) if owner is run)
        if before <= offset < before + length:
            second = split_run(parents[run], run, offset - before)
            first = 1 if second.find(name("w:rPr")) is not None else 0
            second.insert(first, w("lastRenderedPageBreak"))
            return
        before += length
    sys.exit("A page cannot begin behind the end of its paragraph.")


def break_runs(body: Sequence[Element]) -> None:
    """Cut some long runs in two, as Word does with words that were typed on another day."""
    for count, paragraph in enumerate(paragraphs(body)):
        for run in list(paragraph.findall(name("w:r"))):
            text = "".join(child.text or "" for child in run)
            plain = [child.tag for child in run] == [name("w:t")]
            if plain and len(text) > 200 and count % 3 == 0:
                second = split_run(paragraph, run, text.index(" ", len(text) // 2) + 1)
                second.set(name("w:rsidR"), f"00A4{0x1B27 + count:04X}")


# --- the pages


def letters(text: str) -> Iterator[tuple[int, str]]:
    """Letters and digits without accents and ligatures, each with its offset."""
    for offset, character in enumerate(text):
        for part in unicodedata.normalize("NFKD", character):
            if part.isalnum():
                yield offset, part


def rendered_pages(path: Path, file: WordFile) -> list[str]:
    """The letters of each page as LibreOffice lays the file out, without margins."""
    side, top = file.look.side // 20 - 2, file.look.top // 20 - 2
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder, "profile").as_uri()
        subprocess.run(
            ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
             "--outdir", folder, str(path)],
            check=True, capture_output=True,
        )  # fmt: skip
        crop = ["-x", str(side), "-y", str(top), "-W", str(595 - 2 * side), "-H",
                str(842 - 2 * top)]  # fmt: skip
        pdf = str(Path(folder, path.with_suffix(".pdf").name))
        shown = subprocess.run(
            ["pdftotext", "-r", "72", *crop, pdf, "-"], check=True, capture_output=True
        )
    pages = shown.stdout.decode("utf-8").removesuffix("\f").split("\f")
    return ["".join(letter for _, letter in letters(page)) for page in pages]


def measure(number: int, places: Sequence[Place] = ()) -> list[Place]:
    """Where the pages of an interview begin after the first, with or without marks in it."""
    file = build(number, places)
    texts = ["".join(text for _, text in characters(p)) for p in paragraphs(file.body)]
    stream = [(n, offset, letter) for n, text in enumerate(texts) for offset, letter in
              letters(text)]  # fmt: skip
    spoken = "".join(letter for *_, letter in stream)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"Bilag {number}.docx")
        file.write(path)
        pages = rendered_pages(path, file)
    found: list[Place] = []
    position = 0
    for page, shown in enumerate(pages[1:], 2):
        position = spoken.find(shown.removeprefix("LinjeTidHvemTekst")[:40], position + 1)
        if position < 0:
            sys.exit(f"Bilag {number}: cannot find the beginning of page {page}.")
        paragraph, offset, _ = stream[position]
        # A line begins after a blank: take brackets and quote marks along.
        offset -= len(re.split(r"[\s-]", texts[paragraph][:offset])[-1])
        offset = offset if texts[paragraph][:offset].strip() else 0
        found.append(Place(f"Bilag {number}", str(page), str(paragraph), str(offset),
                           line_from(texts[paragraph], offset)))  # fmt: skip
    return found


def read_places() -> list[Place]:
    """The page starts that were measured last."""
    with PAGES.open(encoding="utf-8", newline="") as file:
        return [Place(*row) for row in list(csv.reader(file))[1:]]


def measure_all() -> None:
    """Measure all interviews, and make sure that the marks change no page."""
    rows: list[Place] = []
    for number in LAYOUTS:
        places = measure(number)
        if measure(number, places) != places:
            sys.exit(f"Bilag {number}: the marks move the pages.")
        sys.stdout.write(f"Bilag {number}: {len(places) + 1} pages\n")
        rows += places
    write_csv(PAGES, Place._fields, rows)


def main() -> None:
    """Write the files, or measure them first."""
    parser = argparse.ArgumentParser(description="Write the eight transcripts as Word files.")
    parser.add_argument("--to", type=Path, default=HERE, metavar="DIR", help="folder to write to")
    parser.add_argument("--measure", action="store_true", help="find the page starts anew")
    options = parser.parse_args()
    codings = [row for number in LAYOUTS for row in read_codings(number)]
    if options.measure:
        measure_all()
    places = read_places()
    for number in LAYOUTS:
        own = [place for place in places if place.appendix == f"Bilag {number}"]
        build(number, own).write(options.to / f"Bilag {number}.docx")
    build_thesis().write(options.to / NAME)
    write_csv(options.to / "codings.csv", ["appendix", "quote", "theme", "coder"], codings)


if __name__ == "__main__":
    main()

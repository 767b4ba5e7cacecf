"""Layouts of transcripts that need a second look: numbers, slips, looks, columns, programs.

Each is written as a file, read back, and compared turn by turn; what only looks like a label
stands inside the turns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qda.domain.interviews import Role, Segment, tiling_problems
from qda.formats.reading import read_document
from qda.services.segmenting import segmented
from tests.word_files import members, para, run, style, styles, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qda.services.segmenting import Speech

ASK, ANSWER = Role.INTERVIEWER, Role.INFORMANT
TALK: tuple[tuple[Role, tuple[str, ...]], ...] = (
    (ASK, ("Vil du fortælle om bådeværftet?",)),
    (ANSWER, ("Ja, altså, jeg kom dertil som lærling.", "For eksempel: det første år fejede jeg.",
              "Klokken 8:30 mødte vi ind.")),
    (ASK, ("Hvordan var det at flytte?",)),
    (ANSWER, ("Kl. 17:30 lukkede vi, og så sagde min nabo: velkommen.", "Note: det stod i avisen.",
              "Kilde: Avisen, 5. maj.")),
    (ASK, ("Mm.",)),
    (ANSWER, ('Og hun var der bare ikke. Hun sagde: "Kom nu hjem".',)),
    (ASK, ("Kan du give et eksempel?",)),
    (ANSWER, ("Jeg spurgte tre gange. Svaret var: det kigger vi på.", "Min far sagde: hold op.")),
    (ASK, ("Okay. Hvad tænker du nu?",)),
    (ANSWER, ("Det er bedre nu – meget bedre.",)),
    (ASK, ("Er der andet?",)),
    (ANSWER, ("Nej, det tror jeg ikke. Tak for snakken.",)),
)  # fmt: skip


def written(names: tuple[str, str], line: Callable[[int, str, str], str]) -> list[str]:
    """The lines of the conversation; only the first of a turn is marked."""
    out: list[str] = []
    for number, (role, said) in enumerate(TALK):
        out.append(line(number, names[role is ANSWER], said[0]))
        out.extend(said[1:])
    return out


def wanted(names: tuple[str, str]) -> list[tuple[str, Role, str]]:
    return [(names[role is ANSWER], role, " ".join(said)) for role, said in TALK]


def said(speech: Speech) -> list[tuple[str, Role, str]]:
    one_each = [Segment(number, turn.span) for number, turn in enumerate(speech.reading.turns)]
    assert tiling_problems(speech.text, speech.reading.turns, speech.reading.blocks, one_each) == []
    return [
        (turn.label, turn.role, " ".join(turn.span.of(speech.text).split()))
        for turn in speech.reading.turns
    ]


def read_text(folder: Path, text: str, ending: str = "txt") -> Speech:
    file = folder / f"Bilag 1.{ending}"
    file.write_text(text, "utf-8")
    return segmented(read_document(file))


def read_word(folder: Path, body: str, extra: dict[str, str | bytes] | None = None) -> Speech:
    return segmented(read_document(write(folder / "Bilag 1.docx", members(body, extra))))


IP = ("I", "IP")
NAMES = ("Ida", "Bo")
LAYOUTS: dict[str, tuple[tuple[str, str], Callable[[int, str, str], str]]] = {
    "short words for question and answer": (("Sp", "Sv"), lambda n, w, t: f"{w}: {t}"),
    "english": (("Question", "Answer"), lambda n, w, t: f"{w}: {t}"),
    "capitals": (("INTERVIEWER", "INFORMANT"), lambda n, w, t: f"{w}: {t}"),
    "lower case names": (("ida", "bo"), lambda n, w, t: f"{w}: {t}"),
    "titles": (("Prof. Ida Holm", "Overlæge Bo Bæk"), lambda n, w, t: f"{w}: {t}"),
    "offices": (("Ida Holm, journalist", "Bo Bæk, smed"), lambda n, w, t: f"{w}: {t}"),
    "the interviewed": (("Intervieweren", "Den interviewede"), lambda n, w, t: f"{w}: {t}"),
    "own line": (("Interviewer", "Informant"), lambda n, w, t: f"{w}:\n{t}"),
    "time in brackets": (IP, lambda n, w, t: f"[00:{n:02}:10] {w}: {t}"),
    "time and dash before": (NAMES, lambda n, w, t: f"{n:02}:10 - {w}: {t}"),
    "time and bar before": (NAMES, lambda n, w, t: f"{n:02}:10 | {w} | {t}"),
    "time behind": (IP, lambda n, w, t: f"{w} 00:{n:02}:10 {t}"),
    "short time behind": (IP, lambda n, w, t: f"{w} {n:02}:10 {t}"),
    "time before a bare label": (IP, lambda n, w, t: f"[00:{n:02}:10] {w} {t}"),
    "time before a bare name": (NAMES, lambda n, w, t: f"[00:{n:02}:10] {w} {t}"),
    "time, label and text by tab": (IP, lambda n, w, t: f"00:{n:02}:10\t{w}\t{t}"),
    "number, label and text by tab": (IP, lambda n, w, t: f"{n + 1}\t{w}\t{t}"),
    "two blanks": (NAMES, lambda n, w, t: f"{w}  {t}"),
    "blanks to a column": (("Interviewer", "Informant"), lambda n, w, t: f"{w:<14}{t}"),
    "one blank": (("INT", "INF"), lambda n, w, t: f"{w} {t}"),
    "full stop": (IP, lambda n, w, t: f"{w}. {t}"),
    "bracket behind": (IP, lambda n, w, t: f"{w}) {t}"),
    "equals": (IP, lambda n, w, t: f"{w} = {t}"),
    "bar": (IP, lambda n, w, t: f"{w} | {t}"),
    "long dash": (NAMES, lambda n, w, t: f"{w}—{t}"),
    "subtitle arrows": (IP, lambda n, w, t: f">> {w}: {t}"),
    "hyphen as bullet": (NAMES, lambda n, w, t: f"- {w}: {t}"),
    "bullet": (NAMES, lambda n, w, t: f"• {w}: {t}"),
    "turn in brackets": (IP, lambda n, w, t: f"({n + 1}) {w}: {t}"),
    "turn in square brackets": (IP, lambda n, w, t: f"[{n + 1}] {w}: {t}"),
    "turn with zeros": (IP, lambda n, w, t: f"{n + 1:03} {w}: {t}"),
    "turn with a full stop": (IP, lambda n, w, t: f"{n + 1}. {w}: {t}"),
    "minutes in words": (
        ("Ida Holm", "Bo Bæk"), lambda n, w, t: f"{w}\n{n} minutter 10 sekunder\n{t}"
    ),
    "stars in a text file": (IP, lambda n, w, t: f"**{w}:** {t}"),
    "stars before the colon": (IP, lambda n, w, t: f"**{w}**: {t}"),
    "one star": (NAMES, lambda n, w, t: f"*{w}:* {t}"),
    "three stars": (NAMES, lambda n, w, t: f"***{w}:*** {t}"),
    "stars in a list": (NAMES, lambda n, w, t: f"- **{w}:** {t}"),
    "stars on a line of its own": (NAMES, lambda n, w, t: f"**{w}**\n{t}"),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_each_turn_of_a_text_file_has_its_speaker_and_words(tmp_path: Path, name: str) -> None:
    names, line = LAYOUTS[name]
    speech = read_text(tmp_path, "\n".join(written(names, line)))
    assert said(speech) == wanted(names)
    assert speech.reading.confidence >= 0.8


@pytest.mark.parametrize("name", LAYOUTS)
def test_markdown_is_read_alike(tmp_path: Path, name: str) -> None:
    names, line = LAYOUTS[name]
    assert said(read_text(tmp_path, "\n".join(written(names, line)), "md")) == wanted(names)


COUNTED = (("Q", "A"), ("Spm. ", "Svar "), ("Sp. ", "Sv. "), ("Spørgsmål ", "Svar "), ("S", "A"))


@pytest.mark.parametrize("names", COUNTED)
def test_questions_with_a_number_each_are_one_speakers(
    tmp_path: Path, names: tuple[str, str]
) -> None:
    lines = written(names, lambda n, w, t: f"{w}{n // 2 + 1}: {t}")
    reading = said(read_text(tmp_path, "\n".join(lines)))
    assert reading == wanted((names[0].strip(" ."), names[1].strip(" .")))


def test_informants_with_numbers_stay_who_they_are(tmp_path: Path) -> None:
    text = "I: Hvem?\nD1: Mig.\nD2: Og mig.\nD3: Og mig.\nI: Hvornår?\nD3: I går.\nD1: I dag."
    labels = [label for label, _role, _words in said(read_text(tmp_path, text))]
    assert labels == ["I", "D1", "D2", "D3", "I", "D3", "D1"]


@pytest.mark.parametrize("slip", ["IP;", "IP.", "IP", "IP::", "IP,"])
def test_a_label_mistyped_once_begins_a_turn(tmp_path: Path, slip: str) -> None:
    lines = written(IP, lambda n, w, t: f"{slip if n == 5 else w + ':'} {t}")
    assert said(read_text(tmp_path, "\n".join(lines))) == wanted(IP)


def test_a_misspelt_label_is_a_turn_of_its_own_with_the_role_of_the_right_one(
    tmp_path: Path,
) -> None:
    names = ("Interviewer", "Informant")
    lines = written(names, lambda n, w, t: f"{'Intervewer' if n == 4 else w}: {t}")
    speech = read_text(tmp_path, "\n".join(lines))
    assert said(speech)[4] == ("Intervewer", ASK, "Mm.")
    assert speech.reading.look_alikes == (("Intervewer", "Interviewer"),)
    assert speech.reading.confidence < 0.8


LOOKS = ("<w:b/>", "<w:i/>", '<w:u w:val="single"/>', "<w:smallCaps/>", '<w:color w:val="C00000"/>')


@pytest.mark.parametrize("look", LOOKS)
def test_a_name_that_is_set_off_is_a_label(tmp_path: Path, look: str) -> None:
    rows = [
        para(run(f"{NAMES[role is ANSWER]} ", look), run(words[0])) + "".join(map(para, words[1:]))
        for role, words in TALK
    ]
    assert said(read_word(tmp_path, "".join(rows))) == wanted(NAMES)


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("who", [ASK, ANSWER])
def test_without_labels_what_is_set_off_is_only_a_proposal(
    tmp_path: Path, look: str, who: Role
) -> None:
    rows = [para(run(t, look if role is who else "")) for role, words in TALK for t in words]
    speech = read_word(tmp_path, "".join(rows))
    assert said(speech) == wanted(("", ""))
    assert speech.reading.confidence < 0.8


def test_questions_in_the_italics_of_a_style_are_a_proposal(tmp_path: Path) -> None:
    ask = '<w:pStyle w:val="Ask"/>'
    rows = [
        para(text, properties=ask if role is ASK else "") for role, words in TALK for text in words
    ]
    sheet = styles(style("Ask", "<w:rPr><w:i/></w:rPr>"))
    assert said(read_word(tmp_path, "".join(rows), {"styles.xml": sheet})) == wanted(("", ""))


def table(*rows: tuple[tuple[str, ...], ...]) -> str:
    """A table; each cell holds paragraphs."""
    lines = "".join(
        "<w:tr>" + "".join(f"<w:tc>{''.join(map(para, cell))}</w:tc>" for cell in row) + "</w:tr>"
        for row in rows
    )
    return f"<w:tbl>{lines}</w:tbl>{para()}"


NONE = ("",)
ALONE: list[tuple[tuple[str, ...], ...]] = [
    (words, NONE) if role is ASK else (NONE, words) for role, words in TALK
]
PAIRS: list[tuple[tuple[str, ...], ...]] = [
    (TALK[n][1], TALK[n + 1][1]) for n in range(0, len(TALK), 2)
]
COLUMNS: dict[str, tuple[tuple[str, str], list[tuple[tuple[str, ...], ...]]]] = {
    "usual labels": (("Interviewer", "Informant"), ALONE),
    "names": (NAMES, ALONE),
    "question beside answer": (("Spørgsmål", "Svar"), PAIRS),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_a_column_for_each_speaker_is_read(tmp_path: Path, name: str) -> None:
    names, rows = COLUMNS[name]
    speech = read_word(tmp_path, table(((names[0],), (names[1],)), *rows))
    assert said(speech) == wanted(names)
    assert speech.reading.confidence >= 0.8


def test_a_column_of_times_beside_those_of_speakers_gives_the_times(tmp_path: Path) -> None:
    rows = [((f"00:{n:02}:10",), *row) for n, row in enumerate(ALONE)]
    speech = read_word(tmp_path, table((("Tid",), ("Ida",), ("Bo",)), *rows))
    assert said(speech) == wanted(NAMES)
    assert [turn.time for turn in speech.reading.turns][:2] == ["00:00:10", "00:01:10"]


def test_the_old_export_of_teams_is_read(tmp_path: Path) -> None:
    rows = [
        para(f"0:{n}:10.0 --> 0:{n}:20.5")
        + para(run(NAMES[role is ANSWER]), "<w:r><w:br/></w:r>", run(" ".join(words)))
        for n, (role, words) in enumerate(TALK)
    ]
    speech = read_word(tmp_path, "".join(rows))
    assert said(speech) == wanted(NAMES)
    assert speech.reading.turns[1].time == "0:1:10.0 --> 0:1:20.5"


def test_subtitles_with_the_name_above_the_words_have_speakers(tmp_path: Path) -> None:
    blocks = [
        f"00:{n:02}:10.000 --> 00:{n:02}:20.000\n{NAMES[role is ANSWER]}\n{' '.join(words)}"
        for n, (role, words) in enumerate(TALK)
    ]
    assert said(read_text(tmp_path, "\n\n".join(blocks))) == wanted(NAMES)


NOBODY = {
    "a log": "10:15 Ida går ud.\n10:20 Bo kommer.\n10:30 Ida går.\n10:45 Bo taler.\n11:00 Ida går.",
    "double blanks": "Ja  det gjorde vi.\nJa  det var det.\nSå  var det slut.\nSå  gik vi.",
    "a list": "1. Mel\n2. Æg\n3. Smør\n4. Sukker\n5. Salt",
    "days": "Mandag: vi gik.\nTirsdag: vi blev.\nMandag: vi kom.\nTirsdag: vi sov.",
    "hours": "Kl. 8: vi spiste.\nKl. 9: vi gik.\nKl. 10: vi kom hjem.\nKl. 8: vi stod op.",
    "remarks": "*griner* Ja\n*griner* Nej\n*hoster* Ja\n*hoster* Nej",
    "initials": "R. Holm kom.\nR. Bæk gik.\nI. Holm kom.\nI. Bæk gik.",
    "places": "I Danmark er det koldt.\nI Aarhus er det varmt.\nI Danmark er der langt.",
    "a guide": "Tema 1: Baggrund\nSpørgsmål 1: Hvor?\nSpørgsmål 2: Hvornår?\nTema 2: Byen",
    "figures": "Figur 1: a\nFigur 2: b\nFigur 3: c\nTabel 1: d\nTabel 2: e\nTabel 3: f",
    "facts": "Navn\tIda\nAlder\t52\nBy\tRibe\nNavn\tBo\nAlder\t33\nBy\tRibe",
    "english": "For example: a.\nFor example: b.\nSource: e.\nSource: f.\nNote: c.\nNote: d.",
}


@pytest.mark.parametrize("name", NOBODY)
def test_what_is_no_conversation_has_no_speakers(tmp_path: Path, name: str) -> None:
    reading = read_text(tmp_path, NOBODY[name]).reading
    assert {turn.label for turn in reading.turns} == {""}


@pytest.mark.parametrize("name", NOBODY)
def test_the_same_inside_a_turn_is_speech(tmp_path: Path, name: str) -> None:
    talk = "I: Hvad så?\nIP: Så gik vi.\nI: Hvorhen?\nIP: Det står her:\n"
    speech = read_text(tmp_path, f"{talk}{NOBODY[name]}\nI: Tak.\nIP: Selv tak.")
    assert {speaker.label for speaker in speech.reading.speakers} == {"I", "IP"}
    assert len(speech.reading.turns) == 6

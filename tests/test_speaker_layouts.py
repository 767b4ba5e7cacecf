"""Speakers: every layout in which a transcript may say who speaks, and what is no speech."""

from __future__ import annotations

import pytest

from qda.domain.documents import Document, Paragraph
from qda.domain.interviews import Block, BlockKind, Turn
from qda.domain.speakers import (
    CONFIDENT,
    Layout,
    Rejected,
    Why,
    read_speakers,
)
from qda.domain.text import Span
from tests.speaker_texts import (
    HEADS,
    INFORMANT,
    INTERVIEWER,
    OTHER,
    QUIET,
    ROWS,
    TALK,
    TITLE,
    assert_tiles,
    blocks,
    bold,
    document,
    roles,
    said,
    table,
)

LABELLED = {
    "colon and blank": [f"{label}: {words}" for label, words in TALK],
    "colon and tab": [f"{label}:\t{words}" for label, words in TALK],
    "tab alone": [f"{label}\t{words}" for label, words in TALK],
    "blank before the colon": [f"{label} : {words}" for label, words in TALK],
    "indented": [f"  {label}:  {words}  " for label, words in TALK],
    "hash": [f"#{label}: {words}" for label, words in TALK],
    "at sign": [f"@{label}: {words}" for label, words in TALK],
    "soft breaks in one paragraph": ["\n".join(f"{label}: {words}" for label, words in TALK)],
    "empty paragraphs between": [
        line for label, words in TALK for line in (f"{label}: {words}", "", " ")
    ],
    "label alone, words below": [line for label, words in TALK for line in (f"{label}:", words)],
    "line number and tab": [
        f"{number}\t{label}:\t{words}" for number, (label, words) in enumerate(TALK)
    ],
}


@pytest.mark.parametrize("lines", LABELLED.values(), ids=LABELLED.keys())
def test_labels_at_the_start_of_a_line_are_read(lines: list[str]) -> None:
    read = document(*lines)
    reading = read_speakers(read)
    assert reading.layout is Layout.COLON
    assert said(read, reading) == TALK
    assert roles(reading) == {"I": INTERVIEWER, "IP": INFORMANT}
    assert reading.confidence >= CONFIDENT
    assert_tiles(read, reading)


def test_a_label_block_holds_the_colon_and_its_blanks() -> None:
    read = document(*[f"{label}:\t{words}" for label, words in TALK])
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.LABEL) == ["I:\t", "IP:\t", "I:\t", "IP:\t"]
    assert blocks(read, reading, BlockKind.BLANK) == ["\n", "\n", "\n"]


def test_a_numbered_line_keeps_its_number_out_of_the_speech() -> None:
    read = document(*LABELLED["line number and tab"])
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.LINE_NUMBER) == ["0\t", "1\t", "2\t", "3\t"]


BRACKETED = {
    "square": [f"[{label}] {words}" for label, words in TALK],
    "curly": [f"{{{label}}} {words}" for label, words in TALK],
    "with a time stamp": [
        f"[00:00:0{n}] [{label}] {words}" for n, (label, words) in enumerate(TALK)
    ],
    "with remarks between": [
        line for label, words in TALK for line in ("[Latter] Nå.", f"[{label}] {words}")
    ],
}


@pytest.mark.parametrize("lines", BRACKETED.values(), ids=BRACKETED.keys())
def test_labels_in_brackets_are_read(lines: list[str]) -> None:
    read = document(*lines)
    reading = read_speakers(read)
    assert reading.layout is Layout.BRACKET
    assert [label for label, _ in said(read, reading)] == ["I", "IP", "I", "IP"]
    assert {name.label for name in reading.speakers} == {"I", "IP"}
    assert_tiles(read, reading)


def test_numbered_ids_in_brackets_are_read() -> None:
    read = document("[id1] Er det slut?", "[id2] Ja.", "[id1] Helt?", "[id2] Helt.")
    reading = read_speakers(read)
    assert said(read, reading)[1] == ("id2", "Ja.")
    assert roles(reading) == {"id1": INTERVIEWER, "id2": INFORMANT}


def test_a_label_and_a_dash_are_read() -> None:
    read = document(
        "INTERVIEWER – Hvad laver I her?",
        "SOLVEJ – Vi sliber – og vi maler.",
        "INTERVIEWER – Og så?",
        "SOLVEJ – Så sælger vi.",
    )
    reading = read_speakers(read)
    assert reading.layout is Layout.DASH
    assert said(read, reading)[1] == ("SOLVEJ", "Vi sliber – og vi maler.")
    assert roles(reading) == {"INTERVIEWER": INTERVIEWER, "SOLVEJ": INFORMANT}


def test_bold_names_with_a_colon_are_labels() -> None:
    read = document(
        bold("Solvej Dam:", " Må jeg begynde?"),
        bold("Aksel:", " Ja.\nDet må du."),
        bold("Solvej Dam:", " Hvornår?"),
        bold("Aksel:", " Nu."),
    )
    reading = read_speakers(read)
    assert reading.layout is Layout.COLON
    assert said(read, reading)[:2] == [
        ("Solvej Dam", "Må jeg begynde?"),
        ("Aksel", "Ja.\nDet må du."),
    ]
    assert roles(reading) == {"Solvej Dam": INTERVIEWER, "Aksel": INFORMANT}


def test_bold_names_without_a_colon_are_labels() -> None:
    read = document(
        bold("Solvej", " Må jeg begynde?"),
        bold("Aksel", " Ja."),
        bold("Solvej", "  Hvornår?"),
        bold("Aksel", " Nu."),
    )
    reading = read_speakers(read)
    assert reading.layout is Layout.BOLD
    assert said(read, reading)[2] == ("Solvej", "Hvornår?")
    assert blocks(read, reading, BlockKind.LABEL)[2] == "Solvej  "


def test_a_bold_name_in_two_runs_is_one_label() -> None:
    split = Paragraph("Solvej Dam Hvornår?", bold=(Span(0, 6), Span(7, 10)))
    read = document(split, bold("Aksel", " Nu."), split, bold("Aksel", " Snart."))
    assert said(read, read_speakers(read))[0] == ("Solvej Dam", "Hvornår?")


def test_a_soft_break_before_a_known_label_starts_a_turn_and_others_do_not() -> None:
    read = document("I: Hvad så?\nIP: Det går.\nDet går endda godt.\nSagen: den er lukket.", *QUIET)
    reading = read_speakers(read)
    assert said(read, reading)[:3] == [
        ("I", "Hvad så?"),
        ("IP", "Det går.\nDet går endda godt.\nSagen: den er lukket."),
        ("I", "Ja?"),
    ]


def test_a_turn_runs_over_paragraphs_and_empty_lines() -> None:
    read = document("I: Hvad så?", "", "IP: Det går.", "", "Det går godt.", "", "I: Nå?", "IP: Ja.")
    reading = read_speakers(read)
    assert said(read, reading)[1] == ("IP", "Det går.\n\nDet går godt.")
    assert len(reading.turns) == 4


NAME_LINES = {
    "stamp behind": ["Solvej  00:01:12", "Aksel  00:01:20", "Solvej  00:02:05", "Aksel  00:02:31"],
    "short stamp behind": ["Solvej   0:01", "Aksel   0:20", "Solvej   1:05", "Aksel   12:31"],
    "stamp in brackets": ["Solvej [00:12]", "Aksel [01:20]", "Solvej [02:05]", "Aksel [02:31]"],
    "stamp in round brackets": ["Solvej (0:12)", "Aksel (1:20)", "Solvej (2:05)", "Aksel (2:31)"],
    "stamp before": ["00:00:04 Solvej", "00:00:09 Aksel", "00:01:02 Solvej", "00:01:09 Aksel"],
    "stamp before, glued": [
        "00:00:04.5Solvej",
        "00:00:09.1Aksel",
        "00:01:02Solvej",
        "00:01:09Aksel",
    ],
    "comma and stamp": ["Solvej, 00:12", "Aksel, 01:20", "Solvej, 02:05", "Aksel, 02:31"],
}


@pytest.mark.parametrize("names", NAME_LINES.values(), ids=NAME_LINES.keys())
def test_a_name_with_a_time_stamp_stands_above_its_words(names: list[str]) -> None:
    words = ["Er du klar?", "Ja.", "Helt klar?", "Ja.\nHelt."]
    read = document(*[line for pair in zip(names, words, strict=True) for line in (*pair, "")])
    reading = read_speakers(read)
    assert reading.layout is Layout.NAME_LINE
    assert said(read, reading) == list(zip(["Solvej", "Aksel"] * 2, words, strict=True))
    assert [turn.time for turn in reading.turns] == [
        name.strip("SolvejAks ,[]()") for name in names
    ]
    assert roles(reading) == {"Solvej": INTERVIEWER, "Aksel": INFORMANT}
    assert reading.confidence >= CONFIDENT
    assert_tiles(read, reading)


def test_turns_below_a_name_run_over_several_paragraphs() -> None:
    read = document(
        "Solvej 0:01", "Er du klar?", "", "Aksel 0:05", "Ja.", "", "Helt klar.", "",
        "Solvej 0:11", "Godt?", "Aksel 0:13", "Ja."
    )  # fmt: skip
    assert said(read, read_speakers(read))[1] == ("Aksel", "Ja.\n\nHelt klar.")


def test_a_line_with_a_time_of_day_inside_a_turn_is_no_name() -> None:
    read = document(
        "Solvej 0:01", "Hvornår?", "Aksel 0:05", "Onsdag 8:30", "eller torsdag.",
        "Solvej 0:11", "Godt?", "Aksel 0:13", "Ja."
    )  # fmt: skip
    reading = read_speakers(read)
    assert said(read, reading)[1] == ("Aksel", "Onsdag 8:30\neller torsdag.")
    assert reading.rejected == (Rejected("Onsdag", 1, Why.NO_NAME),)


def test_a_name_said_inside_a_turn_is_no_name_line() -> None:
    read = document(
        "Solvej 0:01", "Hvem var det?", "Aksel 0:05", "Solvej", "Solvej 0:11", "Mig?",
        "Aksel 0:13", "Ja."
    )  # fmt: skip
    assert said(read, read_speakers(read))[1] == ("Aksel", "Solvej")


def test_a_speaker_met_once_above_a_stamp_in_order_keeps_the_words_and_is_asked_about() -> None:
    read = document(
        "Solvej 0:01", "Er her nogen?", "Aksel 0:05", "Ja.", "Karen 0:08", "Også mig.",
        "Solvej 0:11", "Godt?", "Aksel 0:13", "Ja."
    )  # fmt: skip
    reading = read_speakers(read)
    assert said(read, reading)[2] == ("Karen", "Også mig.")
    assert reading.questions == ("Karen",)
    assert reading.confidence < CONFIDENT


def names_above(*names: str | Paragraph) -> Document:
    """Names alone on a line, the words below."""
    words = ["Er du klar?", "Ja, det er jeg.", "Helt klar?", "Det er jeg."]
    return document(*[each for pair in zip(names * 2, words, strict=True) for each in pair])


def test_a_name_in_a_heading_style_stands_above_its_words() -> None:
    names = [Paragraph(name, heading=2) for name in ("Ida fra Thy", "Bo fra Als")]
    read = names_above(*names)
    reading = read_speakers(read)
    assert reading.layout is Layout.NAME_LINE
    assert said(read, reading)[1] == ("Bo fra Als", "Ja, det er jeg.")
    assert blocks(read, reading, BlockKind.HEADING) == []
    assert reading.confidence >= CONFIDENT


def test_a_bold_name_alone_on_a_line_stands_above_its_words() -> None:
    read = names_above(bold("Ida fra Thy"), bold("Bo fra Als:"))
    reading = read_speakers(read)
    assert reading.layout is Layout.NAME_LINE
    assert said(read, reading)[1] == ("Bo fra Als", "Ja, det er jeg.")
    assert reading.confidence >= CONFIDENT


def test_a_plain_name_alone_on_a_line_stands_above_its_words() -> None:
    read = names_above("Solvej", "Aksel")
    reading = read_speakers(read)
    assert reading.layout is Layout.NAME_LINE
    assert said(read, reading)[1] == ("Aksel", "Ja, det er jeg.")


def test_a_plain_line_that_is_no_name_stays_speech() -> None:
    assert read_speakers(names_above("Ude på den anden side", "Inde hos os")).turns[0].label == ""


def test_short_answers_alone_on_a_line_are_no_names() -> None:
    read = document("Ja", "Det var dengang.", "Nej", "Det er nu.", "Ja", "Sådan.", "Nej", "Slut.")
    assert read_speakers(read).layout is Layout.NONE


TABLES: dict[str, list[tuple[str, ...]]] = {
    "with a row of headings": [HEADS, *ROWS],
    "without": ROWS,
    "two columns": [row[2:] for row in ROWS],
    "two columns with headings": [HEADS[2:], *[row[2:] for row in ROWS]],
    "speaker behind the words": [(row[3], row[2]) for row in ROWS],
    "number behind": [(row[2], row[3], row[0]) for row in ROWS],
    "time beside the speaker": [(f"{row[2]}  {row[1]}", row[3]) for row in ROWS],
    "labels with a colon": [(row[0], row[2] + ":", row[3]) for row in ROWS],
    "labels inside the words": [(row[0], f"{row[2]}: {row[3]}") for row in ROWS],
    "labels inside, one column": [(f"{row[2]}: {row[3]}",) for row in ROWS],
}


@pytest.mark.parametrize("rows", TABLES.values(), ids=TABLES.keys())
def test_the_rows_of_a_table_are_turns(rows: list[tuple[str, ...]]) -> None:
    read = document("Interview i værkstedet", *table(*rows))
    reading = read_speakers(read)
    assert reading.layout is Layout.TABLE
    assert said(read, reading) == TALK
    assert roles(reading) == {"I": INTERVIEWER, "IP": INFORMANT}
    assert reading.confidence >= CONFIDENT
    assert_tiles(read, reading)


def test_the_other_columns_of_a_table_are_no_speech() -> None:
    read = document("Interview", *table(HEADS, *ROWS))
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.TITLE) == ["Interview\nLinje\nTid\nTaler\nUdsagn"]
    assert blocks(read, reading, BlockKind.LINE_NUMBER) == ["1", "2", "3", "4"]
    assert blocks(read, reading, BlockKind.TIME)[:2] == ["00:00:04", "00:00:09"]
    assert blocks(read, reading, BlockKind.LABEL) == ["I", "IP", "I", "IP"]
    assert [turn.time for turn in reading.turns][:2] == ["00:00:04", "00:00:09"]


def test_a_cell_of_several_paragraphs_is_one_turn() -> None:
    read = document(*table(*ROWS[:3], ("4", "00:00:36", "IP", "Min nabo.¶¶Solvej.")))
    assert said(read, read_speakers(read))[3] == ("IP", "Min nabo.\n\nSolvej.")


def test_a_row_without_a_speaker_goes_on_with_the_speaker_before() -> None:
    read = document(*table(*ROWS, ("5", "00:00:50", "", "Hun er smed."), *ROWS[:2]))
    reading = read_speakers(read)
    assert said(read, reading)[4] == ("IP", "Hun er smed.")
    assert reading.turns[4].time == "00:00:50"


def test_a_short_answer_in_a_table_is_no_row_of_headings() -> None:
    rows = [row[2:] for row in ROWS]
    read = document(*table(*rows, ("I", "Hvad mangler?"), ("IP", "Tid"), *rows))
    assert said(read, read_speakers(read))[5] == ("IP", "Tid")


def test_the_time_beside_a_speaker_in_a_table_is_the_turns() -> None:
    read = document(*table(*TABLES["time beside the speaker"]))
    assert [turn.time for turn in read_speakers(read).turns][:2] == ["00:00:04", "00:00:09"]


def test_the_first_number_of_a_table_with_labels_inside_is_a_line_number() -> None:
    read = document("Interview", *table(*TABLES["labels inside the words"]))
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.LINE_NUMBER) == ["1", "2", "3", "4"]
    assert blocks(read, reading, BlockKind.TITLE) == ["Interview"]


def test_a_table_over_several_pages_repeats_its_headings() -> None:
    read = document(*table(HEADS, *ROWS[:2]), *table(HEADS, *ROWS[2:], number=1))
    reading = read_speakers(read)
    assert said(read, reading) == TALK
    assert blocks(read, reading, BlockKind.HEADING) == list(HEADS)


def test_a_table_of_facts_before_the_interview_is_its_title() -> None:
    facts = table(("Dato", "5. marts"), ("I", "Aksel Ravn"), ("Sted", "Værkstedet"))
    rows = [row[2:] for row in ROWS]
    read = document(*facts, *table(*rows, number=1))
    reading = read_speakers(read)
    assert said(read, reading) == TALK
    assert blocks(read, reading, BlockKind.TITLE)[0].startswith("Dato\n5. marts\nI\nAksel Ravn")


def test_text_behind_a_table_is_nobodys() -> None:
    read = document(*table(*ROWS), Paragraph("Efter pausen", heading=2), "Båndet løb ud.")
    reading = read_speakers(read)
    assert said(read, reading)[-1] == ("", "Båndet løb ud.")
    assert reading.turns[-1].role is OTHER
    assert blocks(read, reading, BlockKind.HEADING) == ["Efter pausen"]
    assert reading.confidence < CONFIDENT


def test_a_table_inside_a_labelled_transcript_does_not_make_it_a_table() -> None:
    words = "Den første vinter var der hverken lys eller varme i værkstedet, så vi frøs."
    read = document(*QUIET, f"IP: {words}", *table(("I", "Nej"), ("IP", "Tja"), ("I", "Jo")))
    reading = read_speakers(read)
    assert reading.layout is Layout.COLON
    assert said(read, reading)[-1] == ("IP", f"{words}\nI\nNej\nIP\nTja\nI\nJo")


def test_bold_questions_without_labels_are_a_proposal() -> None:
    read = document(
        bold("Interview med en smed"),
        bold("Hvor længe har du haft værkstedet?"),
        "Siden foråret.",
        "Det begyndte i en garage.",
        bold("Og hvem hjalp dig?"),
        bold("Var det din nabo?"),
        "Ja, Solvej.",
    )
    reading = read_speakers(read)
    assert reading.layout is Layout.QUESTIONS
    assert [(turn.role, turn.span.of(read.text)) for turn in reading.turns] == [
        (INTERVIEWER, "Hvor længe har du haft værkstedet?"),
        (INFORMANT, "Siden foråret.\nDet begyndte i en garage."),
        (INTERVIEWER, "Og hvem hjalp dig?\nVar det din nabo?"),
        (INFORMANT, "Ja, Solvej."),
    ]
    assert {turn.label for turn in reading.turns} == {""}
    assert blocks(read, reading, BlockKind.TITLE) == ["Interview med en smed"]
    assert [speaker.turns for speaker in reading.speakers] == [2, 2]
    assert 0 < reading.confidence < 0.5
    assert_tiles(read, reading)


def test_a_text_without_any_marks_is_one_turn_of_nobody_known() -> None:
    read = document("", "Vi talte om værkstedet.", "", "Det var i foråret.", "")
    reading = read_speakers(read)
    assert reading.turns == (Turn(Span(1, 44), "", OTHER),)
    assert reading.layout is Layout.NONE
    assert reading.confidence == 0
    assert_tiles(read, reading)


def test_an_empty_document_has_no_turns() -> None:
    assert read_speakers(Document(())).turns == ()
    assert read_speakers(Document(())).blocks == ()
    assert read_speakers(document("", " ")).blocks == (Block(Span(0, 2), BlockKind.BLANK),)


def test_what_stands_before_the_first_turn_is_the_title_block() -> None:
    read = document(*TITLE, "", *QUIET)
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.TITLE) == ["\n".join(TITLE)]
    assert said(read, reading)[0] == ("I", "Ja?")
    assert reading.confidence >= CONFIDENT


def test_usual_labels_in_the_title_block_are_no_turns() -> None:
    read = document(
        "Dato: 5. marts", "Interviewer: NN", "", "Interviewer: Klar?", "IP: Ja.", *QUIET
    )
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.TITLE) == ["Dato: 5. marts\nInterviewer: NN"]
    assert said(read, reading)[0] == ("Interviewer", "Klar?")


def test_names_behind_usual_labels_above_the_interview_are_no_turns() -> None:
    read = document(
        "Interviewer: Ida Ravn",
        "Informant: Bo Dam",
        "",
        "Interviewer: Nå?",
        "Informant: Ja.",
        *QUIET,
    )
    assert said(read, read_speakers(read))[0] == ("Interviewer", "Nå?")


def test_a_legend_of_labels_is_part_of_the_title_block() -> None:
    read = document("I: Interviewer", "IP: Informant, 44 år", "", *QUIET)
    reading = read_speakers(read)
    assert said(read, reading)[0] == ("I", "Ja?")


def test_the_first_words_of_an_interview_are_no_title_block() -> None:
    read = document("I: Hej", "IP: Hej", *QUIET)
    assert said(read, read_speakers(read))[:2] == [("I", "Hej"), ("IP", "Hej")]


def test_headings_between_turns_are_no_speech() -> None:
    read = document(*QUIET[:2], Paragraph("Tema 2: Naboerne", heading=2), "Ja, de er gode.", *QUIET)
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.HEADING) == ["Tema 2: Naboerne"]
    assert said(read, reading)[:3] == [("I", "Ja?"), ("IP", "Nej."), ("IP", "Ja, de er gode.")]


def test_speech_in_a_heading_style_by_mistake_stays_speech() -> None:
    long = "Det er " + "rigtig " * 20 + "godt."
    read = document(
        "I: Ja?",
        Paragraph("IP: Det går.", heading=1),
        *QUIET[2:],
        Paragraph(long, heading=1),
        *QUIET,
    )
    reading = read_speakers(read)
    assert said(read, reading)[1] == ("IP", "Det går.")
    assert blocks(read, reading, BlockKind.HEADING) == []
    assert said(read, reading)[3] == ("IP", f"Tja.\n{long}")

"""Speakers: every layout, every false speaker, roles, confidence, and tiling for any document."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qda.domain.documents import Cell, Document, Paragraph
from qda.domain.interviews import BlockKind, Turn
from qda.domain.speakers import (
    CONFIDENT,
    Layout,
    Rejected,
    Why,
    back_channels,
    parse_roles,
    read_speakers,
)
from qda.domain.text import Span
from qda.errors import Refused
from tests.speaker_texts import (
    HEADS,
    INFORMANT,
    INTERVIEWER,
    OTHER,
    QUIET,
    ROWS,
    TITLE,
    assert_tiles,
    blocks,
    bold,
    document,
    roles,
    said,
    table,
)

SHARED = Path(__file__).resolve().parents[2] / "shared"


FALSE_SPEAKERS = {
    "Klokken 8:30 er vi kun to.": ("Klokken 8", Why.NUMBER),
    "Vi ses 8:30": ("Vi ses 8", Why.NUMBER),
    "for eksempel: vi frøs.": ("for eksempel", Why.LOWER_CASE),
    "For eksempel: vi frøs.": ("For eksempel", Why.NO_NAME),
    "det handler om: tid.": ("det handler om", Why.LOWER_CASE),
    "Som R1 siger: det er koldt.": ("Som R1 siger", Why.SENTENCE),
    "Svaret var: nej.": ("Svaret var", Why.SENTENCE),
    "https://example.dk/lys": ("https", Why.ADDRESS),
    "Dato: 5. marts 2031": ("Dato", Why.NO_NAME),
    "Varighed: 42 min.": ("Varighed", Why.NO_NAME),
    "Bilag 6: Interview med en smed": ("Bilag 6", Why.NO_NAME),
    "Spørgsmål 3: Hvad så?": ("Spørgsmål 3", Why.NO_NAME),
    "Nå, men: vi frøs.": ("Nå, men", Why.PUNCTUATION),
    "Jeg sagde til ham: gå.": ("Jeg sagde til ham", Why.SENTENCE),
    "Det sære: vi frøs.": ("Det sære", Why.SENTENCE),
    "Ja. Det hele. Altså: alt.": ("Ja. Det hele. Altså", Why.SENTENCE),
    "Alle de andre i den lille klub: de gik.": ("Alle de andre i den lille klub", Why.LENGTH),
}


@pytest.mark.parametrize("line", FALSE_SPEAKERS)
def test_a_false_speaker_is_refused_even_when_it_recurs(line: str) -> None:
    read = document(*QUIET, line, *QUIET, line)
    reading = read_speakers(read)
    assert [name.label for name in reading.speakers] == ["I", "IP"]
    label, why = FALSE_SPEAKERS[line]
    assert reading.rejected == (Rejected(label, 2, why),)
    assert said(read, reading)[3] == ("IP", f"Tja.\n{line}")
    assert reading.questions == ()
    assert reading.confidence >= CONFIDENT


@pytest.mark.parametrize("line", ["17:30 holder vi.", "(I: Okay) Ja.", "» Nej: slet ikke."])
def test_a_line_that_only_holds_a_colon_is_speech(line: str) -> None:
    read = document(*QUIET, line, *QUIET, line)
    reading = read_speakers(read)
    assert said(read, reading)[3] == ("IP", f"Tja.\n{line}")
    assert reading.rejected == ()


@pytest.mark.parametrize("marks", [("1.", "2."), ("A.", "B."), ("1", "2"), ("a)", "b)")])
def test_items_of_a_list_with_tabs_are_no_speakers(marks: tuple[str, str]) -> None:
    items = [f"{mark}\tVi frøs den vinter." for mark in marks * 4]
    assert read_speakers(document(*items)).layout is Layout.NONE


def test_a_label_has_at_most_63_characters() -> None:
    longest, longer = "Å" * 63, "Å" * 64
    read = document(f"{longest}: Ja?", f"{longer}: Nej.", f"{longest}: Jo?", f"{longer}: Tja.")
    reading = read_speakers(read)
    assert [name.label for name in reading.speakers] == [longest]
    assert reading.rejected == (Rejected(longer, 2, Why.LENGTH),)


def test_a_label_met_once_is_a_question_and_no_speaker() -> None:
    read = document(*QUIET, "Pedellen: Der er lukket.", *QUIET)
    reading = read_speakers(read)
    assert reading.questions == ("Pedellen",)
    assert reading.rejected == (Rejected("Pedellen", 1, Why.ONCE),)
    assert said(read, reading)[3] == ("IP", "Tja.\nPedellen: Der er lukket.")
    assert reading.confidence < CONFIDENT


def test_a_label_in_lower_case_is_a_speaker_when_the_user_says_so() -> None:
    read = document("solvej: Ja?", "aksel: Nej.", "solvej: Jo?", "aksel: Tja.")
    assert read_speakers(read).layout is Layout.NONE
    reading = read_speakers(read, {"solvej": INTERVIEWER, "aksel": INFORMANT})
    assert said(read, reading)[3] == ("aksel", "Tja.")


def test_one_label_that_recurs_inside_turns_does_not_outweigh_two_names() -> None:
    words = ["Sagen A: åben.", "Sagen A: lukket.", "Sagen A: åben.", "Sagen A: lukket."]
    read = document("Ida 0:01", *words, "Bo 0:05", "Nå?", "Ida 0:11", words[0], "Bo 0:13", "Ja?")
    assert read_speakers(read).layout is Layout.NAME_LINE


def test_a_label_met_once_is_a_speaker_when_the_user_says_so() -> None:
    read = document(*QUIET, "Pedellen: Der er lukket.", *QUIET)
    reading = read_speakers(read, {"Pedellen": OTHER})
    assert said(read, reading)[4] == ("Pedellen", "Der er lukket.")
    assert reading.questions == ()
    assert reading.confidence >= CONFIDENT


@pytest.mark.parametrize("label", ["IP3", "Informant 2", "Flere", "R", "Interviewer 2"])
def test_a_usual_label_met_once_keeps_its_words_and_is_asked_about(label: str) -> None:
    read = document(*QUIET, f"{label}: Nå.", *QUIET)
    reading = read_speakers(read)
    assert said(read, reading)[4] == (label, "Nå.")
    assert reading.questions == (label,)
    assert reading.confidence < CONFIDENT


def test_a_sibling_of_a_speaker_keeps_its_words() -> None:
    read = document(
        "Beboer 1: Ja?", "Beboer 2: Nej.", "Beboer 1: Jo?", "Beboer 2: Tja.", "Beboer 3: Nå."
    )
    assert said(read, read_speakers(read))[-1] == ("Beboer 3", "Nå.")


def test_labels_are_case_sensitive_and_look_alikes_are_offered_for_merging() -> None:
    read = document(*QUIET, *QUIET, "l: Nå.", "IP : Nej.", "ip: Ja.", "ip: Jo.")
    reading = read_speakers(read)
    assert [name.label for name in reading.speakers] == ["I", "IP", "ip"]
    assert reading.look_alikes == (("l", "I"), ("ip", "IP"))


def test_a_slip_of_the_pen_is_offered_for_merging() -> None:
    read = document(
        "Interviewer: Ja?", "Gitte: Nej.", "Inteviewer: Jo?", "Interviewer: Nå?", "Gitte: Ja."
    )
    assert read_speakers(read).look_alikes == (("Inteviewer", "Interviewer"),)


def test_a_remark_behind_the_label_is_part_of_the_label_block() -> None:
    read = document(*QUIET, "IP (griner): Præcis!", *QUIET)
    reading = read_speakers(read)
    assert said(read, reading)[4] == ("IP", "Præcis!")
    assert "IP (griner): " in blocks(read, reading, BlockKind.LABEL)


def test_two_people_behind_one_word_are_two_speakers() -> None:
    lines = ["Interviewer (Ida): Ja?", "IP: Nej.", "Interviewer (Bo): Jo?", "IP: Tja."]
    reading = read_speakers(document(*lines, *lines))
    assert [name.label for name in reading.speakers] == [
        "Interviewer (Ida)",
        "IP",
        "Interviewer (Bo)",
    ]
    assert roles(reading)["Interviewer (Bo)"] is INTERVIEWER


def test_back_channels_in_brackets_stay_in_the_turn_and_can_be_found() -> None:
    read = document(*QUIET[:3], "IP: Det var (I: Okay) i foråret [I: Mm].")
    reading = read_speakers(read)
    words = said(read, reading)[3][1]
    assert words == "Det var (I: Okay) i foråret [I: Mm]."
    found = back_channels(words, ["I", "IP", ""])
    assert [span.of(words) for span in found] == ["(I: Okay)", "[I: Mm]"]
    assert back_channels(words, [""]) == []


STAMPED = {
    "[00:12:31] IP: Ja.": "00:12:31",
    "[12:31] IP: Ja.": "12:31",
    "{00:12:31} IP: Ja.": "00:12:31",
    "#00:12:31-4# IP: Ja.": "00:12:31-4",
    "00:12:31 IP: Ja.": "00:12:31",
    "00:03:40.5IP: Ja.": "00:03:40.5",
    "0:01 IP: Ja.": "0:01",
    "IP [00:12:31]: Ja.": "00:12:31",
    "IP (00:12:31): Ja.": "00:12:31",
    "IP: [00:12:31] Ja.": "00:12:31",
    "IP: 00:12:31 Ja.": "00:12:31",
    "IP: Ja. #00:12:31-4#": "00:12:31-4",
    "IP: Ja. #00:12:31.4#": "00:12:31.4",
    "IP: Ja. [12:31] ": "12:31",
    "IP: Ja. [00:12:31]": "00:12:31",
    "[00:12:31 - 00:12:40] IP: Ja.": "00:12:31 - 00:12:40",
    "00:00:01,000 --> 00:00:04,000 IP: Ja.": "00:00:01,000 --> 00:00:04,000",
    "00:00:01,000 --> 00:00:04,000\nIP: Ja.": "00:00:01,000 --> 00:00:04,000",
    "[00:12:31]\nIP: Ja.": "00:12:31",
}


@pytest.mark.parametrize("line", STAMPED)
def test_a_time_stamp_is_data_of_its_turn_and_not_speech(line: str) -> None:
    read = document(*QUIET, *line.split("\n"), "I: Nå?", "IP: Nej.")
    reading = read_speakers(read)
    assert reading.turns[4].time == STAMPED[line]
    assert said(read, reading)[3:6] == [("IP", "Tja."), ("IP", "Ja."), ("I", "Nå?")]
    assert [turn.time for turn in reading.turns if turn.time] == [STAMPED[line]]
    assert_tiles(read, reading)


def test_a_time_of_day_in_a_sentence_is_speech() -> None:
    read = document(*QUIET[:3], "IP: 8:30 er vi to, og 9:15 er vi tre, kl. 12:00")
    reading = read_speakers(read)
    assert said(read, reading)[3] == ("IP", "8:30 er vi to, og 9:15 er vi tre, kl. 12:00")
    assert reading.turns[3].time == ""


def test_a_stamp_inside_a_turn_stays_there() -> None:
    read = document(*QUIET[:3], "IP: Ja [00:12:31] og nej.")
    assert said(read, read_speakers(read))[3] == ("IP", "Ja [00:12:31] og nej.")


def test_a_stamp_at_both_ends_is_kept_out_and_the_first_counts() -> None:
    read = document(*QUIET[:3], "#00:00:07-1# IP: Ja. #00:00:09-8#")
    reading = read_speakers(read)
    assert said(read, reading)[3] == ("IP", "Ja.")
    assert reading.turns[3].time == "00:00:07-1"
    assert blocks(read, reading, BlockKind.TIME) == ["#00:00:07-1# ", "#00:00:09-8#"]


def test_a_turn_of_nothing_but_a_stamp_is_no_turn() -> None:
    read = document(*QUIET, "IP: [00:12:31]", *QUIET)
    reading = read_speakers(read)
    assert len(reading.turns) == 8
    assert_tiles(read, reading)


def test_a_label_without_words_is_no_turn() -> None:
    read = document(*QUIET, "IP:", *QUIET)
    reading = read_speakers(read)
    assert len(reading.turns) == 8
    assert_tiles(read, reading)


LABELS_SAY = {
    "I": INTERVIEWER, "I1": INTERVIEWER, "Int": INTERVIEWER, "INT.": INTERVIEWER,
    "Interviewer 2": INTERVIEWER, "Interviewer (1)": INTERVIEWER, "IP-2": INFORMANT,
    "Interviewer Ida": INTERVIEWER, "Informant (Bo)": INFORMANT,
    "INTERVIEWER": INTERVIEWER, "M": INTERVIEWER,
    "Moderator": INTERVIEWER, "IP": INFORMANT, "IP4": INFORMANT, "Informant": INFORMANT,
    "R": INFORMANT, "R2": INFORMANT, "Respondent": INFORMANT, "Deltager nr. 1": INFORMANT,
    "Interviewperson": INFORMANT, "(inf)": INFORMANT, "P1": INFORMANT, "Flere": OTHER,
    "Alle": OTHER,
}  # fmt: skip


@pytest.mark.parametrize("label", LABELS_SAY)
def test_a_usual_label_says_its_role(label: str) -> None:
    read = document(f"{label}: Nå.", "Solvej: Ja.", f"{label}: Nå nå.", "Solvej: Nej.")
    assert roles(read_speakers(read))[label] is LABELS_SAY[label]


def test_an_initial_m_beside_i_is_no_moderator() -> None:
    read = document("I: Ja?", "M: Nej.", "I: Jo?", "M: Tja.")
    assert roles(read_speakers(read)) == {"I": INTERVIEWER, "M": INFORMANT}


def test_who_asks_is_the_interviewer_and_there_can_be_two() -> None:
    read = document(
        "Ida: Hvad laver I?", "Aksel: Vi sliber.", "Bo: Hele dagen? (griner)", "Aksel: Ja da.",
        "Ida: Mm.", "Aksel: Og maler.", "Bo: ”Maler?”", "Aksel: Ja, hvorfor ikke?", "Aksel: Ja."
    )  # fmt: skip
    assert roles(read_speakers(read)) == {"Ida": INTERVIEWER, "Aksel": INFORMANT, "Bo": INTERVIEWER}


def test_who_says_far_less_is_the_interviewer_where_nobody_asks() -> None:
    read = document(
        "Ida: Fortæl.", "Aksel: Vi sliber hele dagen.", "Ida: Mm.", "Aksel: Og så maler vi."
    )
    assert roles(read_speakers(read)) == {"Ida": INTERVIEWER, "Aksel": INFORMANT}


def test_nobody_is_the_interviewer_where_nothing_shows_it() -> None:
    read = document("Ida: Vi sliber.", "Aksel: Vi maler.", "Ida: Ja ja.", "Aksel: Nå nå.")
    reading = read_speakers(read)
    assert roles(reading) == {"Ida": OTHER, "Aksel": OTHER}
    assert reading.confidence < CONFIDENT


def test_questions_deny_a_single_letter() -> None:
    read = document("F: Hvad nu?", "I: Vi maler.", "F: Og så?", "I: Så sliber vi.", "F: Ja?")
    assert roles(read_speakers(read)) == {"F": INTERVIEWER, "I": INFORMANT}


def test_who_asks_beside_a_known_interviewer_is_one_too() -> None:
    read = document(
        *QUIET, "Bo: Hvad nu? [telefonen ringer]", "IP: Ja.", "Bo: Og så? (griner)", "IP: Nej."
    )
    assert roles(read_speakers(read))["Bo"] is INTERVIEWER


def test_a_passer_by_beside_known_speakers_is_somebody_else() -> None:
    read = document(*QUIET * 6, "Pedellen: Hov.", "IP: Ja.", "Pedellen: Undskyld.")
    assert roles(read_speakers(read))["Pedellen"] is OTHER


def test_given_roles_win_over_the_proposal() -> None:
    read = document(*QUIET)
    reading = read_speakers(read, {"I": INFORMANT, "IP": INTERVIEWER})
    assert roles(reading) == {"I": INFORMANT, "IP": INTERVIEWER}
    assert reading.turns[0].role is INFORMANT


def test_an_unknown_label_is_refused_and_the_nearest_named() -> None:
    read = document("Solvej: Ja?", "Aksel: Nej.", "Solvej: Jo?", "Aksel: Tja.")
    with pytest.raises(Refused) as refusal:
        read_speakers(read, {"solvei": INTERVIEWER})
    assert refusal.value.message == 'No speaker is called "solvei" in this transcript.'
    assert refusal.value.hint == 'Did you mean "Solvej"?'


def test_an_unknown_label_without_a_near_one_lists_the_labels() -> None:
    with pytest.raises(Refused) as refusal:
        read_speakers(document(*QUIET), {"Xylofon": OTHER})
    assert refusal.value.hint == "The labels are: I, IP."


def test_a_label_in_a_text_without_any_is_refused() -> None:
    with pytest.raises(Refused) as refusal:
        read_speakers(document("Vi talte om det."), {"I": INTERVIEWER})
    assert "--layout" in refusal.value.hint


def test_a_layout_can_be_forced() -> None:
    read = document(*QUIET)
    assert read_speakers(read, layout=Layout.NONE).turns == (Turn(Span(0, 31), "", OTHER),)
    assert read_speakers(read, layout=Layout.COLON).layout is Layout.COLON
    assert read_speakers(read, layout=Layout.TABLE).layout is Layout.NONE


@pytest.mark.parametrize("layout", Layout)
def test_every_layout_can_be_forced_on_every_text_and_tiles_it(layout: Layout) -> None:
    read = document(
        *TITLE, *QUIET, bold("Hvad?"), "Ja.", bold("Nå?"), *table(HEADS, *ROWS), "Slut."
    )
    assert_tiles(read, read_speakers(read, layout=layout))


def test_a_speaker_is_described_by_figures_and_first_words() -> None:
    read = document("I: Nå?", "IP: Vi frøs den vinter,\nfor der var ingen varme at få.", *QUIET)
    speaker = read_speakers(read).speakers[1]
    assert speaker.label == "IP"
    assert speaker.turns == 3
    assert speaker.characters == 58
    assert speaker.first_words == "Vi frøs den vinter, for der var ingen"


def test_one_recurring_label_alone_is_not_certain() -> None:
    read = document("Om vinteren", "Sagen A: Den er åben.", "Sagen A: Den er lukket.")
    reading = read_speakers(read)
    assert reading.turns != ()
    assert reading.confidence < 0.5


def test_a_long_text_before_two_chance_labels_is_not_certain() -> None:
    read = document("Vi frøs den vinter. " * 100, *QUIET)
    assert read_speakers(read).confidence < CONFIDENT


def test_the_headings_of_a_report_are_no_certain_speakers() -> None:
    heads = [bold(f"Drift {letter}{letter}") for letter in "ABCDEFGHIJKLMN"]
    read = document(*[each for head in heads * 2 for each in (head, "Vi sliber og maler.")])
    assert read_speakers(read).confidence < 0.5


def test_the_keyword_block_of_a_transcription_program_is_the_title() -> None:
    read = document(
        "SUMMARY KEYWORDS", "smedje, kul", "SPEAKERS", "Solvej Dam, Aksel Ravn", "",
        "Solvej Dam 0:00", "Klar?", "", "Aksel Ravn 0:04", "Ja.", "", "Solvej Dam 0:09", "Helt?",
        "Aksel Ravn 0:11", "Ja."
    )  # fmt: skip
    reading = read_speakers(read)
    assert blocks(read, reading, BlockKind.TITLE)[0].endswith("SPEAKERS\nSolvej Dam, Aksel Ravn")
    assert len(reading.turns) == 4


GOOD_ROLES = {
    "I=interviewer,IP=informant": {"I": INTERVIEWER, "IP": INFORMANT},
    " I 1 = Interviewer , Flere=other ": {"I 1": INTERVIEWER, "Flere": OTHER},
    "Solvej=anden": {"Solvej": OTHER},
    "A=B=informant": {"A=B": INFORMANT},
    "I=interviewer,I=interviewer,": {"I": INTERVIEWER},
}


@pytest.mark.parametrize("text", GOOD_ROLES)
def test_roles_are_read_from_a_string(text: str) -> None:
    assert parse_roles(text) == GOOD_ROLES[text]


BAD_ROLES = {
    "I": ('"I" does not say who is who.', "I=interviewer,IP=informant"),
    "=informant": ('"=informant" does not say who is who.', "I=interviewer,IP=informant"),
    "I=intervjuer": ('"intervjuer" is not a role.', 'Did you mean "interviewer"?'),
    "I=xyz": ('"xyz" is not a role.', "interviewer, informant and other"),
    "I=": ('"" is not a role.', "interviewer, informant and other"),
    "I=informant,I=other": ('The label "I" has two roles.', "Give each label once."),
    " , ": ("No roles were given.", "I=interviewer,IP=informant"),
}


@pytest.mark.parametrize("text", BAD_ROLES)
def test_a_string_that_gives_no_roles_is_refused_with_a_way_out(text: str) -> None:
    message, hint = BAD_ROLES[text]
    with pytest.raises(Refused) as refusal:
        parse_roles(text)
    assert refusal.value.message == message
    assert hint in refusal.value.hint


MARKS = ["I: ", "IP:\t", "[00:01:12]", "0:01", "#00:00:01-2#", "[IP] ", "Aksel  00:02", "12", "\t"]
SPEECH = [
    "Ja?",
    "Nej.",
    "\n",
    " ",
    "Solvej",
    "(griner)",
    "Solvej – ",
    "Dato: 3",
    ":",
    "å\u030a",
    "😀",
]
PIECES = st.sampled_from([*MARKS, *SPEECH, "\u00a0", "\u2028", "\x1c"])
LINES = st.one_of(st.lists(PIECES, max_size=5).map("".join), st.text(max_size=20))


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    text = draw(LINES).replace("\r", "")
    edges = draw(st.lists(st.integers(0, len(text)), max_size=4, unique=True).map(sorted))
    spans = [Span(a, b) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    cell = draw(
        st.none() | st.builds(Cell, st.integers(0, 1), st.integers(0, 3), st.integers(0, 3))
    )
    return Paragraph(text, tuple(spans), draw(st.sampled_from([0, 0, 0, 1])), cell)


DOCUMENTS = st.lists(paragraphs(), max_size=24).map(lambda each: Document(tuple(each)))


@given(DOCUMENTS, st.none() | st.sampled_from(Layout))
def test_turns_and_blocks_tile_any_document(read: Document, layout: Layout | None) -> None:
    reading = read_speakers(read, layout=layout)
    assert_tiles(read, reading)
    assert reading == read_speakers(read, layout=layout)


@given(DOCUMENTS)
def test_turns_are_trimmed_and_figures_are_sound(read: Document) -> None:
    reading = read_speakers(read)
    assert all(words == words.strip() for _, words in said(read, reading))
    assert 0 <= reading.confidence <= 1
    assert sum(speaker.turns for speaker in reading.speakers) == len(reading.turns)


FILES = {
    "da01_I_R_colon_tab.docx": (Layout.COLON, {"I": 4, "R": 4}),
    "da03_table_line_time_speaker_text.docx": (Layout.TABLE, {"Interviewer": 4, "IP4": 4}),
    "da05_otter_teams_label_line.docx": (Layout.NAME_LINE, {"Interviewer": 4, "Deltager 4": 4}),
    "da07_linenumbers_header_footer.docx": (Layout.COLON, {"I": 4, "R": 4}),
    "da09_tracked_comment_softhyphen.docx": (Layout.COLON, {"I": 4, "R": 4}),
    "da11_focusgroup_overlap.docx": (
        Layout.COLON, {"M": 2, "R1": 2, "R2": 2, "R3": 1, "Flere": 1}
    ),
    "da13_word_transcribe.docx": (Layout.NAME_LINE, {"Taler 1": 4, "Taler 2": 4}),
    "da15_NFD_unicode.docx": (Layout.COLON, {"I": 4, "R": 4}),
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_the_layouts_of_the_corpus_are_read(name: str) -> None:
    word = pytest.importorskip("qda.formats.word", reason="no reader for Word files yet")
    path = SHARED / "corpus" / "docx" / "layouts" / name
    if not path.is_file():
        pytest.skip("the corpus of layouts is not here")
    read: Document = word.read_word(path)
    reading = read_speakers(read)
    layout, turns = FILES[name]
    assert reading.layout is layout
    assert {speaker.label: speaker.turns for speaker in reading.speakers} == turns
    assert_tiles(read, reading)


def test_times_alone_on_a_line_divide_a_text_without_speakers() -> None:
    read = document("Om haven", "00:00:01,000", "Vi gik ned til vandet.", "[00:12]", "Så hjem.")
    reading = read_speakers(read)
    assert reading.layout is Layout.NONE
    assert [(turn.time, turn.label, turn.span.of(read.text)) for turn in reading.turns] == [
        ("", "", "Om haven"),
        ("00:00:01,000", "", "Vi gik ned til vandet."),
        ("00:12", "", "Så hjem."),
    ]
    assert_tiles(read, reading)


def test_subtitle_times_on_lines_of_their_own_are_no_names() -> None:
    times = [f"00:00:{second:02},{second % 3}10" for second in range(1, 12)]
    read = document(*[line for time in times for line in (time, "Vi gik ned til vandet igen.")])
    reading = read_speakers(read)
    assert [speaker.label for speaker in reading.speakers] == [""]
    assert [turn.time for turn in reading.turns] == times


def test_a_time_stamp_above_the_first_label_belongs_to_the_first_turn() -> None:
    read = document("Om haven", "", "[00:00:04]", "I: Nå?", "[00:00:09]", "IP: Ja.", *QUIET)
    reading = read_speakers(read)
    assert [turn.time for turn in reading.turns[:2]] == ["00:00:04", "00:00:09"]
    assert blocks(read, reading, BlockKind.TITLE) == ["Om haven"]
    assert_tiles(read, reading)


def test_a_clock_time_at_the_end_of_a_title_is_part_of_it() -> None:
    read = document("Om haven", "14:30", *QUIET)
    reading = read_speakers(read)
    assert reading.turns[0].time == ""
    assert blocks(read, reading, BlockKind.TITLE) == ["Om haven\n14:30"]

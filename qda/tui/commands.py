"""The one registry of commands: bindings, key bar, palette and help are made from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.language import gettext as _
from qda.tui.command import Command, Place, key_name
from qda.tui.commands_tables import TABLES

if TYPE_CHECKING:
    from textual.binding import Binding

__all__ = ["BAR_LIMIT", "COMMANDS", "Command", "Place", "bar_of", "bindings_of", "commands_in",
           "key_name"]  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command(
        "open", Place.LIBRARY, ("enter",), in_bar=True,
        words=lambda: (_("Open"), _("Open the interview, where you left off.")),
    ),
    Command(
        "next-interview", Place.LIBRARY, ("down", "j"), in_palette=False,
        words=lambda: (_("Next"), _("Go to the next interview.")),
    ),
    Command(
        "previous-interview", Place.LIBRARY, ("up", "k"), in_palette=False,
        words=lambda: (_("Previous"), _("Go to the previous interview.")),
    ),
    Command(
        "code", Place.TRANSCRIPT, tuple("123456789"), action="code('{key}')",
        shown="1–9", in_bar=True, in_palette=False,
        words=lambda: (
            _("Code"),
            _("Give the words the theme with this digit, or take it away: the selected words or,"
              " without any, the segment."),
        ),
    ),
    Command(
        "choose-theme", Place.TRANSCRIPT, ("t", "s"), in_bar=True,
        words=lambda: (
            _("All themes"),
            _("Choose among all themes and sub-codes, by some letters of the name."),
        ),
    ),
    Command(
        "repeat", Place.TRANSCRIPT, ("r",),
        words=lambda: (_("Repeat"), _("Give the words the theme that was given last.")),
    ),
    Command(
        "new-theme", Place.TRANSCRIPT, ("c",),
        words=lambda: (
            _("New theme"),
            _("Write a new theme into codes.yml, and give it to the words."),
        ),
    ),
    Command(
        "in-vivo", Place.TRANSCRIPT, ("i",),
        words=lambda: (
            _("Theme of these words"),
            _("Make a new theme that is called like the selected words (in vivo)."),
        ),
    ),
    Command(
        "undo", Place.TRANSCRIPT, ("u",), in_bar=True,
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "redo", Place.TRANSCRIPT, ("U", "ctrl+y"),
        words=lambda: (_("Redo"), _("Do again what was undone.")),
    ),
    Command(
        "next-here", Place.TRANSCRIPT, ("o",), action="next_here(1)", in_bar=True,
        words=lambda: (
            _("Coding here"),
            _("Choose a coding at this place, and the next one with each press: to change its ends"
              " or theme, or to remove it."),
        ),
    ),
    Command(
        "new-ends", Place.TRANSCRIPT, ("enter",),
        words=lambda: (_("New ends"), _("Give the chosen coding the words that are selected.")),
    ),
    Command(
        "other-theme", Place.TRANSCRIPT, ("e",),
        words=lambda: (
            _("Other theme"),
            _("Give the chosen coding another theme; it keeps its memo."),
        ),
    ),
    Command(
        "remove", Place.TRANSCRIPT, ("delete", "backspace"),
        words=lambda: (_("Remove coding"), _("Remove the chosen coding, or the only one here.")),
    ),
    Command(
        "off-record", Place.TRANSCRIPT, ("0",),
        words=lambda: (
            _("Off the record"),
            _("Mark the words off the record: no export shows them, and no gap tells of them."),
        ),
    ),
    Command(
        "extend-word", Place.TRANSCRIPT, ("shift+right",), action="extend('word', 1)",
        in_palette=False,
        words=lambda: (_("Extend by a word"), _("Select from the first word on, word by word.")),
    ),
    Command(
        "shrink-word", Place.TRANSCRIPT, ("shift+left",), action="extend('word', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a word"),
            _("Let the selection end a word earlier; without one, select the last word."),
        ),
    ),
    Command(
        "extend-segment", Place.TRANSCRIPT, ("shift+down",), action="extend('segment', 1)",
        in_palette=False,
        words=lambda: (
            _("Extend by a segment"),
            _("Select the segment, then up to the end of the next one."),
        ),
    ),
    Command(
        "shrink-segment", Place.TRANSCRIPT, ("shift+up",), action="extend('segment', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a segment"),
            _("Let the selection end a segment earlier; without one, select the segment upwards."),
        ),
    ),
    Command(
        "next-sentence", Place.TRANSCRIPT, ("full_stop",), action="select_sentence(1)",
        words=lambda: (_("Next sentence"), _("Select the next sentence.")),
    ),
    Command(
        "previous-sentence", Place.TRANSCRIPT, ("comma",), action="select_sentence(-1)",
        words=lambda: (_("Previous sentence"), _("Select the sentence before.")),
    ),
    Command(
        "extend-sentence", Place.TRANSCRIPT, ("colon",), action="extend('sentence', 1)",
        in_palette=False,
        words=lambda: (
            _("Extend by a sentence"),
            _("Move the end of the selection to the end of the sentence, then of the next one."),
        ),
    ),
    Command(
        "shrink-sentence", Place.TRANSCRIPT, ("semicolon",), action="extend('sentence', -1)",
        in_palette=False,
        words=lambda: (
            _("Shrink by a sentence"),
            _("Let the selection end a sentence earlier."),
        ),
    ),
    Command(
        "other-end", Place.TRANSCRIPT, ("less_than_sign",),
        words=lambda: (
            _("The other end"),
            _("Let the other end of the selection move from now on."),
        ),
    ),
    Command(
        "next-uncoded", Place.TRANSCRIPT, ("n",), action="uncoded(1)", in_bar=True,
        words=lambda: (
            _("Next uncoded"),
            _("Go to the informant's next segment without a coding; held back ones are skipped."),
        ),
    ),
    Command(
        "previous-uncoded", Place.TRANSCRIPT, ("N",), action="uncoded(-1)",
        words=lambda: (
            _("Previous uncoded"),
            _("Go to the informant's last segment before this one without a coding."),
        ),
    ),
    Command(
        "next-of-theme", Place.TRANSCRIPT, ("w",), action="of_theme(1)",
        words=lambda: (
            _("Next of a theme"),
            _("Go to the next coding of a theme: the chosen coding's, or the one that T chose."),
        ),
    ),
    Command(
        "previous-of-theme", Place.TRANSCRIPT, ("W",), action="of_theme(-1)",
        words=lambda: (_("Previous of a theme"), _("Go to the coding of the theme before.")),
    ),
    Command(
        "follow-theme", Place.TRANSCRIPT, ("T",),
        words=lambda: (
            _("Go through a theme"),
            _("Choose the theme whose codings w and W go through."),
        ),
    ),
    Command(
        "find", Place.TRANSCRIPT, ("f",),
        words=lambda: (
            _("Find"),
            _("Find words in this interview; Enter or ↓ goes on to the next place, ↑ goes back."),
        ),
    ),
    Command(
        "find-again", Place.TRANSCRIPT, ("g",), action="find_again(1)",
        words=lambda: (_("Find again"), _("Go to the next place with the words looked for last.")),
    ),
    Command(
        "find-before", Place.TRANSCRIPT, ("G",), action="find_again(-1)",
        words=lambda: (_("Find before"), _("Go to the place before with these words.")),
    ),
    Command(
        "find-everywhere", Place.TRANSCRIPT, ("F",),
        words=lambda: (
            _("Find everywhere"),
            _("Find words in all interviews, with the words around them; Enter goes there."),
        ),
    ),
    Command(
        "back", Place.TRANSCRIPT, ("b",),
        words=lambda: (_("Back"), _("Go back to the place before the last jump.")),
    ),
    Command(
        "memo", Place.TRANSCRIPT, ("m",),
        words=lambda: (
            _("Memo"),
            _("Write or read a memo on the segment, the selected words or the chosen coding."),
        ),
    ),
    Command(
        "next-segment", Place.TRANSCRIPT, ("down", "j"), in_palette=False,
        words=lambda: (_("Next segment"), _("Go to the next segment.")),
    ),
    Command(
        "previous-segment", Place.TRANSCRIPT, ("up", "k"), in_palette=False,
        words=lambda: (_("Previous segment"), _("Go to the previous segment.")),
    ),
    Command(
        "next-turn", Place.TRANSCRIPT, ("right",), in_palette=False,
        words=lambda: (_("Next turn"), _("Go to the beginning of the next turn.")),
    ),
    Command(
        "previous-turn", Place.TRANSCRIPT, ("left",), in_palette=False,
        words=lambda: (
            _("Previous turn"),
            _("Go to the beginning of this turn or the one before."),
        ),
    ),
    Command(
        "next-page", Place.TRANSCRIPT, ("plus",), action="page(1)",
        words=lambda: (_("Next page"), _("Go to where the next page of the transcript begins.")),
    ),
    Command(
        "previous-page", Place.TRANSCRIPT, ("minus",), action="page(-1)",
        words=lambda: (
            _("Previous page"),
            _("Go to where this page of the transcript begins, or the one before."),
        ),
    ),
    Command(
        "go-to-page", Place.TRANSCRIPT, ("P",),
        words=lambda: (_("Go to page"), _("Go to a page, or with # to a segment, by its number.")),
    ),
    Command(
        "screen-down", Place.TRANSCRIPT, ("pagedown",), in_palette=False,
        words=lambda: (_("A screen down"), _("Go down by a screen.")),
    ),
    Command(
        "screen-up", Place.TRANSCRIPT, ("pageup",), in_palette=False,
        words=lambda: (_("A screen up"), _("Go up by a screen.")),
    ),
    Command(
        "first-segment", Place.TRANSCRIPT, ("home",), in_palette=False,
        words=lambda: (_("Beginning"), _("Go to the first segment.")),
    ),
    Command(
        "last-segment", Place.TRANSCRIPT, ("end",), in_palette=False,
        words=lambda: (_("End"), _("Go to the last segment.")),
    ),
    Command(
        "merge-segments", Place.TRANSCRIPT, ("J",),
        words=lambda: (
            _("Merge segments"),
            _("Merge the segment with the next one of the same turn; codings stay."),
        ),
    ),
    Command(
        "split-segment", Place.TRANSCRIPT, ("S",),
        words=lambda: (
            _("Split segment"),
            _("Split the segment where the selection begins, or where it ends if it begins with the"
              " segment; codings stay."),
        ),
    ),
    Command(
        "focus-mode", Place.TRANSCRIPT, ("z",),
        words=lambda: (
            _("Focus"),
            _("Dim what is coded; again: what you have not coded; again: nothing."),
        ),
    ),
    Command(
        "suggestions", Place.TRANSCRIPT, ("v",),
        words=lambda: (
            _("Suggestions"),
            _("Show or hide suggested themes, with the words that speak for them and why."),
        ),
    ),
    Command(
        "next-suggestion", Place.TRANSCRIPT, ("y",),
        words=lambda: (
            _("Next suggestion"),
            _("Go to the next segment for which a theme is suggested, or on in the queue."),
        ),
    ),
    Command(
        "accept", Place.TRANSCRIPT, ("a",), in_palette=False,
        words=lambda: (_("Accept"), _("Code the segment with the suggested theme.")),
    ),
    Command(
        "reject", Place.TRANSCRIPT, ("x",), in_palette=False,
        words=lambda: (_("Reject"), _("Never suggest this theme for this segment again.")),
    ),
    Command(
        "later", Place.TRANSCRIPT, ("d",), in_palette=False,
        words=lambda: (
            _("Later"),
            _("Put the segment off, and go to the next suggestion; in a queue it comes again."),
        ),
    ),
    Command(
        "other-suggestion", Place.TRANSCRIPT, ("tab",), in_palette=False,
        words=lambda: (
            _("Another suggestion"),
            _("Choose another of several themes suggested for the segment."),
        ),
    ),
    Command(
        "underline", Place.TRANSCRIPT, ("h",),
        words=lambda: (
            _("Underline words"),
            _("Underline the words that speak for a suggested theme, or no longer."),
        ),
    ),
    Command(
        "queue", Place.TRANSCRIPT, ("V",),
        words=lambda: (
            _("Queues"),
            _("Go through segments in another order: sure suggestions, disputed codings, uncoded"
              " segments with strong words. Esc leads back to where you were."),
        ),
    ),
    Command(
        "panel", Place.TRANSCRIPT, ("p",),
        words=lambda: (_("Themes beside the text"), _("Show or hide the themes beside the text.")),
    ),
    Command(
        "library", Place.TRANSCRIPT, ("escape",),
        words=lambda: (
            _("Interviews"),
            _("Let go of what is selected; then go back to the list of interviews."),
        ),
    ),
    Command(
        "go-to-memo", Place.MEMOS, ("enter",), action="go", in_bar=True, in_palette=False,
        words=lambda: (_("Go there"), _("Go to the place in the interview.")),
    ),
    Command(
        "write-memo", Place.MEMOS, ("e",), action="write", in_bar=True,
        words=lambda: (_("Change"), _("Write in the memo; it is saved when you leave the field.")),
    ),
    Command(
        "new-memo", Place.MEMOS, ("n",), in_bar=True,
        words=lambda: (_("New"), _("Write a memo on the project.")),
    ),
    Command(
        "find-memo", Place.MEMOS, ("f",), in_bar=True,
        words=lambda: (
            _("Find"),
            _("Show memos with these words, or about this theme or interview, only."),
        ),
    ),
    Command(
        "kind-of-memo", Place.MEMOS, ("k",), action="kind",
        words=lambda: (_("Kind"), _("Show memos about another kind of thing only.")),
    ),
    Command(
        "remove-memo", Place.MEMOS, ("delete",),
        words=lambda: (_("Remove"), _("Remove the memo; u brings it back.")),
    ),
    Command(
        "undo-in-memos", Place.MEMOS, ("u",), action="undo",
        words=lambda: (_("Undo"), _("Take back the last change; without limit.")),
    ),
    Command(
        "leave-memos", Place.MEMOS, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Leave the field, or go back to where you were.")),
    ),
    Command(
        "walk-to-step", Place.HISTORY, ("enter",), action="walk", in_bar=True, in_palette=False,
        words=lambda: (
            _("Go back to it"),
            _("Make everything as it was right after the step; how many steps that takes back or"
              " does again is asked first."),
        ),
    ),
    Command(
        "place-of-step", Place.HISTORY, ("g",), action="place", in_bar=True,
        words=lambda: (_("Go there"), _("Go to the place in the interview.")),
    ),
    Command(
        "leave-history", Place.HISTORY, ("escape",), action="leave", in_bar=True,
        words=lambda: (_("Back"), _("Go back to where you were.")),
    ),
    *TABLES,
    Command(
        "help", Place.EVERYWHERE, ("f1", "question_mark"), action="app.help", in_bar=True,
        words=lambda: (_("Help"), _("Show all keys and how coding works.")),
    ),
    Command(
        "palette", Place.EVERYWHERE, ("ctrl+p",), action="app.command_palette",
        in_bar=True, in_palette=False,
        words=lambda: (_("All commands"), _("Find a command by its name.")),
    ),
    Command(
        "memos", Place.EVERYWHERE, ("M",), action="app.memos",
        words=lambda: (_("All memos"), _("Find, read and change memos; go to their places.")),
    ),
    Command(
        "history", Place.EVERYWHERE, ("H",), action="app.history",
        words=lambda: (
            _("History"),
            _("Show every step, who made it and when; go back to one, or forward again."),
        ),
    ),
    Command(
        "appearance", Place.EVERYWHERE, ("l",), action="app.appearance",
        words=lambda: (_("Light or dark"), _("Change between a light and a dark screen.")),
    ),
    Command(
        "quit", Place.EVERYWHERE, ("q",), action="app.quit", in_bar=True,
        words=lambda: (_("Quit"), _("Leave qda; everything is saved already.")),
    ),
)  # fmt: skip
"""All commands, in the order of the help."""

BAR_LIMIT = 6
"""More keys than this nobody reads."""


def commands_in(place: Place) -> list[Command]:
    """The commands that work in a place, those that work everywhere last."""
    return [command for command in COMMANDS if command.place in (place, Place.EVERYWHERE)]


def bar_of(place: Place) -> list[Command]:
    """The commands that the key bar shows in a place."""
    return [command for command in commands_in(place) if command.in_bar][:BAR_LIMIT]


def bindings_of(place: Place) -> list[Binding]:
    """The bindings of a place alone."""
    return [
        binding for command in COMMANDS if command.place is place for binding in command.bindings()
    ]

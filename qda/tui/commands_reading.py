"""The commands of going about in an interview, of suggestions, and of what is shown."""

from __future__ import annotations

from qda.language import gettext as _
from qda.tui.command import Command, Place

READING: tuple[Command, ...] = (
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
            _("Choose the theme whose codings you go through."),
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
              " segments with strong words. Given again, it leads back to where you were."),
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
)  # fmt: skip
"""In the order of the help."""

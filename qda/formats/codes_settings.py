"""What codes.yml says beside its themes: references, stop words and base forms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.domain.citation import COLON, FIELDS, NAMED, ReferenceStyle, style_of
from qda.domain.codebook import (
    Correction,
    plain,
)
from qda.formats.yaml_fields import Fields, shown
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.formats.yaml_nodes import Entry

STOP_FIELDS = ("add", "remove")


def reference_of(fields: Fields, entry: Entry | None) -> ReferenceStyle:
    """How pages are referred to."""
    written = fields.line_of_text(entry)
    style = style_of(written) if written else COLON
    if style is None and entry is not None:
        fields.report(
            entry.key.line,
            "bad-reference",
            _('"{pattern}" is no way to write references.').format(pattern=shown(written)),
            _(
                "Write {names}, or a pattern with {fields}; what is in brackets is left out"
                " where it is not known."
            ).format(
                names=", ".join(NAMED),
                fields=", ".join(f"{{{field}}}" for field in FIELDS),
            ),
        )
    return style or COLON


def stop_words_of(fields: Fields, entry: Entry | None) -> tuple[frozenset[str], frozenset[str]]:
    """The words under `add` and `remove`."""
    if entry is None:
        return frozenset(), frozenset()
    table = fields.table(entry.value, entry.key.line, entry.key.text)
    known = fields.known(table, STOP_FIELDS) if table is not None else {}
    found: dict[str, frozenset[str]] = {}
    for name in STOP_FIELDS:
        words: dict[str, int] = {}
        for item in fields.items(known.get(name)):
            word = plain(fields.text_of(item, item.line, name)).casefold()
            if " " in word:
                fields.report(
                    item.line,
                    "bad-stop-word",
                    _('"{word}" must be one word.').format(word=shown(word)),
                    _("Write each word apart: [one, another]."),
                )
            elif word:
                words.setdefault(word, item.line)
        found[name] = frozenset(words)
        for word, line in words.items():
            if name == "remove" and word in found["add"]:
                fields.report(
                    line,
                    "contrary-stop-word",
                    _('"{word}" is both added and removed.').format(word=shown(word)),
                )
    return found["add"], found["remove"]


def lemmas_of(fields: Fields, entry: Entry | None) -> tuple[Correction, ...]:
    """Base forms that the researcher has put right."""
    if entry is None:
        return ()
    table = fields.table(entry.value, entry.key.line, entry.key.text)
    found: list[Correction] = []
    for item in table.entries if table is not None else ():
        form, lemma = plain(item.key.text), fields.line_of_text(item)
        if not form or " " in form or " " in lemma:
            fields.report(
                item.key.line,
                "bad-lemma",
                _('"{form}" and its base form must be one word each.').format(
                    form=shown(item.key.text)
                ),
                _('Write a form, a colon and its base form, such as "bøgerne: bog".'),
            )
        elif lemma:
            found.append(Correction(form, lemma, item.key.line))
    return tuple(found)

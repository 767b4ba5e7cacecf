"""The pack of excerpts that an informant gets: a Word file to fill in, and a page to print.

Each excerpt stands in a table of its own. Its id is printed, and is also the tag of the content
controls around its parts, so that it survives editing, sorting and saving by other programs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qda.formats import papers
from qda.formats import word_writing as word
from qda.language import current
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.domain.permission import Permitted

TAG = "qda"
"""First part of the tags of content controls: `qda.shown.7f3a21c9`."""


@dataclass(frozen=True, slots=True)
class PackedExcerpt:
    """One excerpt as it is shown."""

    key: str
    """Eight hexadecimal digits, printed as `7F3A-21C9`."""
    text: str
    reference: str
    attribution: str


@dataclass(frozen=True, slots=True)
class Pack:
    """All that one informant gets."""

    title: str
    batch: str
    """Eight hexadecimal digits that tell this pack from earlier ones."""
    deadline: str
    """ISO date; empty without one."""
    excerpts: tuple[PackedExcerpt, ...]


def visible(key: str) -> str:
    """An id as it is printed."""
    return f"{key[:4]}-{key[4:8]}".upper()


def _introduction(pack: Pack) -> list[str]:
    sentences = [
        _(
            "These are the passages from your interview that we would like to use, exactly as they"
            " would be printed. Please tick one box for each."
        ),
        _(
            "If a passage should read otherwise, tick the middle box and write your wording below"
            " it. Please leave the passage itself and its number as they are."
        ),
        _("What you do not answer is not used."),
    ]
    if pack.deadline:
        sentences.append(_("Please answer by {date}.").format(date=pack.deadline))
    return sentences


def choices() -> tuple[tuple[str, str], ...]:
    """The boxes: the last part of each tag, and its words."""
    return (
        ("yes", _("Approved as it stands")),
        ("changes", _("Approved with my wording below")),
        ("no", _("Please leave it out")),
    )


def own_wording() -> str:
    """The line above the place for another wording."""
    return _("My wording:")


def placeholder() -> str:
    """What stands in that place before anything is written."""
    return _("(write here)")


def as_docx(permitted: Permitted[Pack]) -> bytes:
    """The pack as a Word file."""
    pack = permitted.value
    body = [word.paragraph(pack.title, "Title")]
    body += [word.paragraph(sentence) for sentence in _introduction(pack)]
    for number, one in enumerate(pack.excerpts, start=1):
        heading = _("{number} of {count}").format(number=number, count=len(pack.excerpts))
        body.append(word.paragraph(f"{heading} {one.reference}", "Heading2"))
        body.append(_docx_excerpt(one))
    footer = _("Pack {batch}").format(batch=visible(pack.batch))
    body.append(word.control(f"{TAG}.batch.{pack.batch}", word.paragraph(footer, "Small")))
    return word.document("".join(body), current())


def _docx_excerpt(one: PackedExcerpt) -> str:
    third = word.PORTRAIT // 3
    widths = (third, third, third)
    number = _("Number {id} · {who}").format(id=visible(one.key), who=one.attribution)
    said = word.control(f"{TAG}.shown.{one.key}", word.paragraph(one.text, "Quote"), locked=True)
    boxes = "".join(
        word.cell(
            word.paragraph_of(
                word.check_box(f"{TAG}.{name}.{one.key}") + word.run(f" {words}"), "Cell"
            ),
            third,
        )
        for name, words in choices()
    )  # fmt: skip
    own = word.paragraph(own_wording(), "Small") + word.control(
        f"{TAG}.text.{one.key}", word.paragraph(placeholder(), "Quote"), placeholder=True
    )
    rows = [
        word.cell(word.paragraph(number, "Small"), 3 * third, span=3, shade="F2F2F2"),
        word.cell(said, 3 * third, span=3),
        boxes,
        word.cell(own, 3 * third, span=3),
    ]
    # A heading row is never left alone at the foot of a page.
    return word.table_of(rows, widths, header=True)


_PAGE_STYLE = """<style>
.excerpt{border:1px solid #a6a6a6;margin:.4rem 0 1.4rem;break-inside:avoid}
.excerpt>*{margin:0;padding:.5rem .7rem;border-bottom:1px solid #d9d9d9}
.excerpt>:last-child{border:0}.number{background:#f2f2f2;color:#595959;font-size:.85rem}
.boxes{display:flex;flex-wrap:wrap;gap:.3rem 1.6rem}.own{min-height:4.5rem;color:#595959;
font-size:.85rem}
</style>"""


def as_html(permitted: Permitted[Pack]) -> bytes:
    """The pack as a page to print and fill in by hand."""
    pack = permitted.value
    body = [_PAGE_STYLE, *(f"<p>{papers.shown(one)}</p>" for one in _introduction(pack))]
    for number, one in enumerate(pack.excerpts, start=1):
        heading = _("{number} of {count}").format(number=number, count=len(pack.excerpts))
        label = _("Number {id} · {who}").format(id=visible(one.key), who=one.attribution)
        boxes = "".join(f"<span>☐ {papers.shown(words)}</span>" for _name, words in choices())
        body.append(
            f"<h2>{papers.shown(heading)} {papers.shown(one.reference)}</h2>\n"
            f'<div class="excerpt"><p class="number">{papers.shown(label)}</p>'
            f"<blockquote>{papers.shown(one.text)}</blockquote>"
            f'<p class="boxes">{boxes}</p><p class="own">{papers.shown(own_wording())}</p></div>'
        )
    footer = _("Pack {batch}").format(batch=visible(pack.batch))
    body.append(f"<p class=small>{papers.shown(footer)}</p>")
    return papers.page(pack.title, "\n".join(body))

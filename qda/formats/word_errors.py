"""Why a file is not a Word document: one sentence and what to do, by what the file is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qda.errors import BadFile
from qda.formats.sniff import FileKind
from qda.language import gettext as _

if TYPE_CHECKING:
    from qda.formats.archive import Archive


def wrong_kind(name: str, kind: FileKind) -> BadFile:
    """The error for a file that is not a zip archive."""
    sentence, hint = _sentences(kind)
    return BadFile(sentence.format(name=name), hint)


def not_a_word_package(archive: Archive) -> BadFile:
    """The error for a zip archive without the text of a Word document."""
    names = {name.casefold() for name in archive}
    folders = {name.partition("/")[0] for name in names if "/" in name}
    if "content.xml" in names and "mimetype" in names:
        return wrong_kind(archive.name, FileKind.OPENDOCUMENT)
    if folders & {"xl", "ppt"}:
        return BadFile(
            _('The file "{name}" is an Office file, but not one of Word.').format(
                name=archive.name
            ),
            _("Copy the text into a Word document and save that."),
        )
    return BadFile(
        _('The file "{name}" is a zip archive, but not a Word document.').format(name=archive.name),
        _("If it should be one, open it in Word and save it again as .docx."),
    )


def _sentences(kind: FileKind) -> tuple[str, str]:
    save_as = _("Open it in Word or LibreOffice and save it as .docx.")
    if kind is FileKind.ENCRYPTED_OFFICE:
        return (
            _('The file "{name}" is protected by a password.'),
            _("Open it in Word, remove the password, and save it again."),
        )
    if kind is FileKind.OLD_WORD:
        return _('The file "{name}" is in the old format .doc.'), save_as
    if kind is FileKind.OLE:
        return (
            _('The file "{name}" is protected by a password, or in an old Office format.'),
            _("Open it in Word and save it as .docx without a password."),
        )
    if kind is FileKind.OPENDOCUMENT:
        return (
            _('The file "{name}" is an OpenDocument file, not a Word document.'),
            save_as,
        )
    if kind is FileKind.PDF:
        return (
            _('The file "{name}" is a PDF, not a Word document.'),
            _("Find the document that the PDF was made from."),
        )
    if kind is FileKind.RTF:
        return _('The file "{name}" is RTF, not a Word document.'), save_as
    if kind is FileKind.HTML:
        return _('The file "{name}" is a web page (HTML), not a Word document.'), save_as
    if kind is FileKind.XML:
        return _('The file "{name}" is XML, but not a Word document.'), save_as
    if kind is FileKind.TEXT:
        return _('The file "{name}" is plain text, not a Word document.'), save_as
    return (
        _('The file "{name}" is not a Word document.'),
        _("Fetch it again; it may be damaged, or something else with the wrong ending."),
    )

"""The reader of Word files over real, broken and hostile files, where they are at hand."""

from __future__ import annotations

import importlib.util
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree

from qda.domain.text import canonical
from qda.errors import BadFile, QdaError
from qda.formats.word import WORD_ENDINGS, read_with_account, read_word
from qda.formats.word_report import MAIN_TEXT, Left
from tests.word_files import members, para, write

if TYPE_CHECKING:
    from collections.abc import Iterator

SHARED = Path(__file__).resolve().parents[2] / "shared"
CORPUS = SHARED / "corpus" / "docx"
TOOLS = SHARED / "tools"
pytestmark = pytest.mark.skipif(
    not CORPUS.is_dir(), reason="the folder with shared test files is not here"
)


def entries() -> list[tuple[str, str]]:
    """File and what a reader owes, for the Word files of the corpus."""
    index = CORPUS / "INDEX.tsv"
    if not index.is_file():
        return []
    rows = [line.split("\t") for line in index.read_text("utf-8").splitlines()[1:]]
    return [(row[0], row[5]) for row in rows if row[0].lower().endswith(WORD_ENDINGS)]


def files(*starts: str) -> list[str]:
    return [name for name, owed in entries() if owed.startswith(starts)]


REFUSED = files("clear error", "refuse")
EITHER = {
    "public/poi__unicode-path.docx": "two parts of one name",
    "hostile/h17_deep_nesting.docx": "too deeply nested",
}
"""Files that may be read or refused, and why this reader refuses them."""
READ = [name for name in files("text", "clear message") if name not in EITHER]


def tool(name: str) -> Any:
    """One of the shared test programs as a module."""
    if not (TOOLS / f"{name}.py").is_file():
        pytest.skip("the shared test programs are not here")
    description = importlib.util.spec_from_file_location(name, TOOLS / f"{name}.py")
    assert description is not None
    assert description.loader is not None
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


def text_elements(path: Path) -> Iterator[str]:
    """The texts of all text elements of a main part, without the reader's help."""
    with zipfile.ZipFile(path) as archive:
        links = etree.fromstring(archive.read("_rels/.rels"))
        main = next(
            link.get("Target", "") for link in links
            if link.get("Type", "").endswith("/officeDocument")
        )  # fmt: skip
        root = etree.fromstring(archive.read(main.lstrip("/")))
    names = ("{*}t", "{*}delText", "{*}instrText", "{*}delInstrText")
    return (
        element.text or "" for element in root.iter(*names) if "drawing" not in str(element.tag)
    )


def test_the_corpus_is_the_one_that_is_meant() -> None:
    assert (len(REFUSED), len(EITHER), len(READ)) == (17, 2, 105)


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_must_be_refused_is_refused(name: str) -> None:
    with pytest.raises(BadFile) as caught:
        read_word(CORPUS / name)
    assert caught.value.hint
    assert Path(name).name in caught.value.message


@pytest.mark.parametrize(("name", "reason"), EITHER.items())
def test_a_file_that_may_be_refused_is_refused_with_a_reason(name: str, reason: str) -> None:
    with pytest.raises(BadFile, match=reason):
        read_word(CORPUS / name)


@pytest.mark.parametrize("name", READ)
def test_every_character_is_in_a_paragraph_or_in_the_report(name: str) -> None:
    document, account = read_with_account(CORPUS / name)
    every = sum(len(canonical(text)[0]) for text in text_elements(CORPUS / name))
    reported = sum(document.skipped[kind].characters for kind in MAIN_TEXT & set(document.skipped))
    in_paragraphs = sum(len(paragraph.text) for paragraph in document.paragraphs)
    assert every == account.written + reported
    assert in_paragraphs == account.written + account.signs - account.merged
    assert Left.MISPLACED not in document.skipped


@pytest.mark.parametrize("name", READ)
def test_marks_lie_inside_canonical_text(name: str) -> None:
    for paragraph in read_word(CORPUS / name).paragraphs:
        ends = [0, *(edge for span in paragraph.bold for edge in (span.start, span.stop))]
        assert canonical(paragraph.text) == (paragraph.text, {})
        assert ends == sorted(ends)
        assert ends[-1] <= len(paragraph.text)
        assert all(0 <= start < len(paragraph.text) for start in paragraph.page_starts)


@pytest.mark.parametrize("name", files("clear message: no text"))
def test_a_file_without_text_is_read_as_such(name: str) -> None:
    assert read_word(CORPUS / name).text.strip() == ""


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("hostile/h13_path_traversal.docx", "I: Hej"),
        ("hostile/h19_utf16_document.docx", "I: Blåbærgrød"),
        ("hostile/h23_docx_named_DOCX_upper.DOCX", "I: Hej\nR: Hej"),
    ],
)
def test_the_words_of_a_hostile_file(name: str, words: str) -> None:
    assert read_word(CORPUS / name).text == words


@pytest.mark.parametrize(
    ("name", "source", "starts"),
    [
        ("docling__docx_rich_cells", "rendered", 1),
        ("docx4j__header-no-rels", "rendered", 2),
        ("Open-XML-SDK__Invalid_Word15Comments", "rendered", 2),
        ("Open-XML-SDK__complex1_NOR", "unknown", 0),
        ("python-docx__par-rendered-page-breaks", "unknown", 0),
        ("tika__testWORD_numbered_list", "rendered", 2),
        ("tika__testWORD_2006ml", "unknown", 0),
        ("unstructured__page-breaks", "rendered", 4),
        ("unstructured__handbook-872p", "unknown", 0),
        ("qux360__interview_A", "unknown", 0),
    ],
)
def test_pages_of_real_files(name: str, source: str, starts: int) -> None:
    document = read_word(CORPUS / "public" / f"{name}.docx")
    assert document.page_source == source
    assert sum(len(paragraph.page_starts) for paragraph in document.paragraphs) == starts


@pytest.mark.parametrize("name", files("text and turns"))
def test_a_layout_gives_paragraphs_and_no_surprise(name: str) -> None:
    document = read_word(CORPUS / name)
    assert len(document.paragraphs) >= 10
    assert set(document.skipped) <= {"deletion", "soft hyphen", "comment", "header", "footer"}


def test_decomposed_letters_are_composed() -> None:
    plain = read_word(CORPUS / "layouts" / "da01_I_R_colon_tab.docx")
    decomposed = read_word(CORPUS / "layouts" / "da15_NFD_unicode.docx")
    assert "å" in plain.text
    assert decomposed.text.replace(" ", "\t") == plain.text.replace(" ", "\t")


@pytest.mark.slow
def test_hostile_files_are_read_or_refused(tmp_path: Path) -> None:
    hostile = tool("docx_hostile")
    hostile.make(tmp_path / "h", 0.1)
    found = {path.stem: outcome(path) for path in sorted((tmp_path / "h").glob("*.docx"))}
    assert len(found) == 44
    assert {name for name, text in found.items() if text is not None} == {
        "00_good", "20_path_traversal", "21_symlink", "23_external_template_rel",
        "24_rel_target_traversal", "35_utf16_document", "39_no_body", "48_strict_ooxml",
        "49_docm_macro", "53_altchunk_html",
    }  # fmt: skip
    wanted = {name: words for name, words in hostile.MUST_HOLD.items() if found[name] is not None}
    assert len(wanted) == 6
    assert [name for name, words in wanted.items() if words not in str(found[name])] == []
    assert [path.name for path in (tmp_path / "h.outside").iterdir()] == ["secret.txt"]


@pytest.mark.slow
def test_damaged_files_are_read_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx_hostile", tool("docx_hostile"))
    fuzz = tool("docx_fuzz")
    body = para("I: Hej", "<w:r><w:tab/><w:br/></w:r>") * 20
    seed = write(tmp_path / "seed.docx", members(body)).read_bytes()
    counts, findings = fuzz.fuzz(lambda path: read_word(Path(path)), (QdaError,), [seed], 600)
    assert findings == []
    assert counts["read"] > 0
    assert counts["clean error"] > 100


def outcome(path: Path) -> str | None:
    """The text of a file, None where it is refused."""
    try:
        return read_word(path).text
    except BadFile:
        return None

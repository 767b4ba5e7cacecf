"""Plain tables for other tools: whole, described, and nothing that may not leave."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import sys
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest

from qda.domain.permission import Permitted, Profile
from qda.domain.tables import Column, Table, Tables, Type
from qda.errors import Refused
from qda.formats.plain_tables import description_file, readme_file, table_file
from qda.services import coding, registering, tabling
from qda.services.publishing import Publisher
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from qda.services.project import Project

GOLDEN = ROOT / "tests" / "golden"

TABLES = Tables(
    "Byen & broen",
    (
        Table(
            "codings",
            "A row for each coding.",
            (
                Column("coding", Type.TEXT, "Identity."),
                Column("page", Type.NUMBER, "Page."),
                Column("quote", Type.TEXT, "Words.", refers="interviews.text"),
            ),
            (("a1", 4, '=1+1; "ja"\nnej'), ("b2", None, "Æblet, 😀"), ("c3", 5, "-2\t")),
            ("coding",),
        ),
    ),
)
PERMITTED = Permitted(TABLES, "internal")

REGISTER = """
informants:
  - id: I6
    appendix: Bilag 6
    name: Asta Kornblomst
    label: læge, by
    role: overlæge
    organisation: Klinikken
    consent:
      - at: 2025-03-20
        kind: given
        recorded_by: sofie
        scopes: {quote: yes, approval: none, appendix: full}
    restrictions:
      - kind: off_record
        from: "Skolen er »en helt"
        to: "må I ikke skrive."
        at: 2025-03-20
"""


@pytest.fixture
def known(interviewed: Project, tmp_path: Path) -> Project:
    """A project with an informant, a restricted passage and three codings."""
    path = tmp_path / "informants.yml"
    path.write_text(REGISTER, "utf-8")
    registering.load_register(interviewed, path)
    row = interviewed.interview("Bilag 6")
    for quote in ("lægen og buschaufføren", "en helt anden sag", "Men børnene"):
        coding.add(interviewed, row, coding.span_of_quote(interviewed, row, quote), "andet")
    return interviewed


def rows(project: Project, name: str, *, internal: bool) -> list[dict[str, Any]]:
    found = tabling.tables(project, internal=internal).value.tables
    (table,) = [one for one in found if one.name == name]
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


@pytest.mark.parametrize("form", ["csv", "jsonl"])
def test_a_table_is_the_golden_file(form: str) -> None:
    assert table_file(TABLES.tables[0], form) == (GOLDEN / f"codings.{form}").read_bytes()


def test_the_descriptions_are_the_golden_files() -> None:
    package = json.loads(description_file(PERMITTED, ["csv"], raw=False))
    assert package.pop("created_with").startswith("qda ")
    assert package == json.loads((GOLDEN / "datapackage.json").read_text("utf-8"))
    assert readme_file(PERMITTED, ["csv"], raw=False) == (GOLDEN / "tables.md").read_bytes()


def test_a_raw_table_holds_the_words_as_they_are() -> None:
    read = list(csv.DictReader(io.StringIO(table_file(TABLES.tables[0], "csv", raw=True).decode())))
    assert [row["quote"] for row in read] == ['=1+1; "ja"\nnej', "Æblet, 😀", "-2\t"]


HEADS = ("=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", '"', ",;\n", "\u202e")
QUOTES = [*(f"{HEADS[number % len(HEADS)]} {number}" for number in range(9_999)), "x" * 100_000]
HOSTILE = Table("t", "", (Column("quote", Type.TEXT, ""),), tuple((quote,) for quote in QUOTES))


def test_ten_thousand_hostile_quotes_are_no_formulas_in_csv_and_whole() -> None:
    written = table_file(HOSTILE, "csv").decode()
    cells = [row[0] for row in csv.reader(io.StringIO(written, newline=""))][1:]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))] == []
    assert [cell.removeprefix("'") for cell in cells] == QUOTES


def test_ten_thousand_hostile_quotes_are_whole_in_json_lines() -> None:
    written = table_file(HOSTILE, "jsonl").decode().removesuffix("\n")
    assert [json.loads(line)["quote"] for line in written.split("\n")] == QUOTES


@pytest.mark.parametrize("internal", [True, False])
@pytest.mark.parametrize(("name", "words"), [("codings", "quote"), ("segments", "text")])
def test_positions_point_into_the_text_of_the_same_export(
    known: Project, internal: bool, name: str, words: str
) -> None:
    (interview,) = rows(known, "interviews", internal=internal)
    found = rows(known, name, internal=internal)
    assert len(found) >= 2
    cut = [interview["text"][row["start"] : row["stop"]] for row in found]
    assert cut == [row[words] for row in found]


def test_a_shared_copy_is_without_what_may_not_leave(known: Project, tmp_path: Path) -> None:
    permitted = tabling.tables(known, internal=False)
    writer = Publisher(known, Profile.ASSESSMENT)
    tabling.write_tables(permitted, tmp_path / "data", ["csv", "jsonl"], writer=writer)
    written = "".join(path.read_text("utf-8") for path in sorted((tmp_path / "data").iterdir()))
    assert "Men børnene" in written
    assert "læge, by" in written
    assert [
        word for word in ("en helt anden sag", "sofie", "overlæge", "Klinikken", "Kornblomst")
        if word in written
    ] == []  # fmt: skip
    assert permitted.withheld == {"restricted": 1}


def test_a_working_copy_holds_all_but_the_name(known: Project) -> None:
    assert [row["quote"] for row in rows(known, "codings", internal=True)] == [
        "lægen og buschaufføren", "en helt anden sag", "Men børnene",
    ]  # fmt: skip
    (person,) = rows(known, "informants", internal=True)
    assert (person["role"], person["organisation"]) == ("overlæge", "Klinikken")
    assert "Asta Kornblomst" not in person.values()


@pytest.mark.parametrize("internal", [True, False])
def test_a_withdrawn_informant_never_leaves(known: Project, tmp_path: Path, internal: bool) -> None:
    assert len(rows(known, "segments", internal=internal)) > 2
    withdrawn = "      - at: 2025-04-01\n        kind: withdrawn\n        recorded_by: sofie\n"
    path = tmp_path / "informants.yml"
    path.write_text(REGISTER.replace("    restrictions:", withdrawn + "    restrictions:"), "utf-8")
    registering.load_register(known, path)
    tables = tabling.tables(known, internal=internal)
    assert [len(table.rows) for table in tables.value.tables if table.name != "themes"] == [0] * 4
    assert tables.withheld == {"text: withdrawn": 1}


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [("appendix: full", "appendix: empty", "appendix"), ("quote: yes", "quote: no", "quote")],
)
def test_consent_decides_what_is_shared(
    interviewed: Project, tmp_path: Path, old: str, new: str, reason: str
) -> None:
    path = tmp_path / "informants.yml"
    path.write_text(REGISTER.replace(old, new), "utf-8")
    registering.load_register(interviewed, path)
    assert tabling.tables(interviewed, internal=False).withheld == {f"text: {reason}": 1}


def test_an_interview_without_recorded_consent_is_not_shared(interviewed: Project) -> None:
    assert tabling.tables(interviewed, internal=False).withheld == {"text: not recorded": 1}


def test_a_second_export_is_the_same_and_forgets_old_forms(known: Project, tmp_path: Path) -> None:
    folder = tmp_path / "data"
    tabling.write_tables(tabling.tables(known, internal=True), folder, ["csv", "jsonl"])
    first = {path.name: path.read_bytes() for path in folder.iterdir()}
    tabling.write_tables(tabling.tables(known, internal=True), folder, ["csv", "jsonl"])
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == first
    assert len(first) == 12
    tabling.write_tables(tabling.tables(known, internal=True), folder, ["csv"])
    assert "codings.jsonl" not in {path.name for path in folder.iterdir()}


def test_a_folder_with_other_files_is_left_alone(known: Project, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "README.md").write_text("mine")
    with pytest.raises(Refused, match="holds other files"):
        tabling.write_tables(tabling.tables(known, internal=True), tmp_path / "data", ["csv"])
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["README.md"]


def test_parquet_says_what_to_install_where_it_is_missing(
    known: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(Refused, match="pyarrow") as caught:
        tabling.write_tables(tabling.tables(known, internal=True), tmp_path / "data", ["parquet"])
    assert "qda[parquet]" in caught.value.hint
    assert not (tmp_path / "data").exists()


def test_parquet_holds_the_same_rows(known: Project, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
    tabling.write_tables(tabling.tables(known, internal=True), tmp_path / "data", ["parquet"])
    read = parquet.read_table(tmp_path / "data" / "codings.parquet").to_pylist()
    assert read == rows(known, "codings", internal=True)


def test_the_tables_can_be_joined_in_sqlite(known: Project, tmp_path: Path) -> None:
    tabling.write_tables(tabling.tables(known, internal=True), tmp_path / "data", ["csv"], raw=True)
    with closing(sqlite3.connect(":memory:")) as db:
        for name in ("codings", "themes"):
            with (tmp_path / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
                head, *body = csv.reader(file)
            db.execute(f"create table {name} ({','.join(head)})")
            db.executemany(f"insert into {name} values ({','.join('?' * len(head))})", body)
        found = db.execute(
            "select t.title, count(*) from codings c join themes t using (theme) group by 1"
        ).fetchall()
    assert found == [("Andet", 3)]

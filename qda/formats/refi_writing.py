"""REFI-QDA out: a codebook (.qdc) and a project (.qdpx), as the standard and its readers want them.

Order as in the schema, no empty containers, line feeds, no byte order mark, deflated with fixed
times: the same project gives the same bytes. Only what has passed the gate is written.
"""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from qda.domain.exchange import described
from qda.formats.refi_names import (
    CODEBOOK_NAMESPACE,
    INTERNAL,
    PROJECT_NAMESPACE,
    PROJECT_PART,
    SOURCES,
    legal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lxml.etree import _Element

    from qda.domain.exchange import Applied, Code, ForeignProject, Note, Selection, Source
    from qda.domain.permission import Permitted

_MEMBER_TIME = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can say."""
_OWNER_ONLY = 0o600 << 16


def codebook_file(permitted: Permitted[ForeignProject]) -> bytes:
    """The codebook as .qdc."""
    from lxml import etree

    project = permitted.value
    root = etree.Element(
        _tag("CodeBook", CODEBOOK_NAMESPACE),
        {"origin": legal(project.origin)},
        nsmap={None: CODEBOOK_NAMESPACE},  # type: ignore[dict-item]
    )
    codes = etree.SubElement(root, _tag("Codes", CODEBOOK_NAMESPACE))
    _add_codes(codes, project.codes, CODEBOOK_NAMESPACE, with_notes=False)
    return _serialised(root)


def project_file(permitted: Permitted[ForeignProject]) -> bytes:
    """The project as .qdpx: texts and project.qde in a zip archive."""
    project = permitted.value
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _write(archive, PROJECT_PART, _project_xml(project))
        for source in sorted(project.sources, key=lambda one: one.guid):
            _write(archive, f"{SOURCES}/{source.guid}.txt", source.text.encode())
    return out.getvalue()


def _write(archive: zipfile.ZipFile, name: str, contents: bytes) -> None:
    member = zipfile.ZipInfo(name, _MEMBER_TIME)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.create_system = 3
    member.external_attr = _OWNER_ONLY
    archive.writestr(member, contents)


def _tag(name: str, namespace: str = PROJECT_NAMESPACE) -> str:
    return f"{{{namespace}}}{name}"


def _serialised(root: _Element) -> bytes:
    from lxml import etree

    written: bytes = etree.tostring(root, encoding="UTF-8", xml_declaration=True)
    return written + b"\n"


def _add(parent: Any, tag: str, /, **attributes: str) -> Any:
    from lxml import etree

    filled = {key: legal(value) for key, value in attributes.items() if value}
    return etree.SubElement(parent, _tag(tag), filled)


def _project_xml(project: ForeignProject) -> bytes:
    from lxml import etree

    first = project.users[0].guid if project.users else ""
    attributes = {
        "name": project.name,
        "origin": project.origin,
        "creatingUserGUID": first,
        "creationDateTime": project.created,
        "modifyingUserGUID": first,
        "modifiedDateTime": project.modified,
    }
    root = etree.Element(
        _tag("Project"),
        {key: legal(value) for key, value in attributes.items() if value},
        nsmap={None: PROJECT_NAMESPACE},  # type: ignore[dict-item]
    )
    if project.users:
        users = _add(root, "Users")
        for user in project.users:
            _add(users, "User", guid=user.guid, name=user.name)
    if project.codes:
        codes = _add(_add(root, "CodeBook"), "Codes")
        _add_codes(codes, project.codes, PROJECT_NAMESPACE, with_notes=True)
    variables = _add_cases(root, project)
    if project.sources:
        sources = _add(root, "Sources")
        for source in project.sources:
            _add_source(sources, source, variables)
    _add_notes(root, project)
    _describe(root, project.description)
    _add_references(root, "NoteRef", project.project_notes)
    return _serialised(root)


def _add_codes(parent: Any, codes: Iterable[Code], namespace: str, *, with_notes: bool) -> None:
    from lxml import etree

    below: dict[str | None, list[Code]] = {}
    for code in codes:
        below.setdefault(code.parent, []).append(code)
    waiting: list[tuple[Any, Code]] = [(parent, code) for code in reversed(below.get(None, []))]
    while waiting:
        element, code = waiting.pop()
        attributes = {
            "guid": code.guid,
            "name": legal(code.name),
            "isCodable": "true" if code.codable else "false",
        }
        if code.colour:
            attributes["color"] = code.colour
        made = etree.SubElement(element, _tag("Code", namespace), attributes)
        if description := described(code.description, code.fields):
            written = etree.SubElement(made, _tag("Description", namespace))
            written.text = legal(description)
        if with_notes:
            _add_references(made, "NoteRef", code.notes)
        waiting.extend((made, child) for child in reversed(below.get(code.guid, [])))


def _add_references(parent: Any, name: str, targets: Iterable[str]) -> None:
    for target in targets:
        _add(parent, name, targetGUID=target)


def _add_cases(root: Any, project: ForeignProject) -> dict[str, str]:
    """Add variables and cases; the GUIDs of the variables by name."""
    from uuid import UUID, uuid5

    held_values = [one.values for one in project.cases] + [one.values for one in project.sources]
    names = sorted({name for values in held_values for name in values})
    guids = {name: str(uuid5(UUID(project.namespace), f"variable:{name}")) for name in names}
    if names:
        variables = _add(root, "Variables")
        for name in names:
            _add(variables, "Variable", guid=guids[name], name=name, typeOfVariable="Text")
    if project.cases:
        cases = _add(root, "Cases")
        for case in project.cases:
            element = _add(cases, "Case", guid=case.guid, name=case.name)
            _describe(element, case.description)
            _add_values(element, case.values, guids)
            _add_references(element, "SourceRef", case.sources)
    return guids


def _add_values(element: Any, values: Mapping[str, str], guids: Mapping[str, str]) -> None:
    for name, value in sorted(values.items()):
        held = _add(element, "VariableValue")
        _add(held, "VariableRef", targetGUID=guids[name])
        _add(held, "TextValue").text = legal(value)


def _add_made(
    parent: Any, tag: str, one: Source | Selection | Applied | Note, /, **attributes: str
) -> Any:
    """Add what has an identity, somebody who made it, and a time."""
    return _add(
        parent,
        tag,
        guid=one.guid,
        **attributes,
        creatingUser=one.user,
        creationDateTime=one.created,
    )


def _describe(element: Any, description: str) -> None:
    if description:
        _add(element, "Description").text = legal(description)


def _add_source(sources: Any, source: Source, variables: Mapping[str, str]) -> None:
    # Without the scheme NVivo keeps the codes and loses texts and codings.
    path = f"{INTERNAL}{source.guid}.txt"
    element = _add_made(sources, "TextSource", source, name=source.name, plainTextPath=path)
    _describe(element, source.description)
    for selection in source.selections:
        _add_selection(element, selection)
    _add_references(element, "NoteRef", source.notes)
    _add_values(element, source.values, variables)


def _add_selection(element: Any, selection: Selection) -> None:
    made = _add_made(
        element,
        "PlainTextSelection",
        selection,
        name=selection.name,
        startPosition=str(selection.start),
        endPosition=str(selection.stop),
    )
    _describe(made, selection.description)
    for coding in selection.codings:
        coded = _add_made(made, "Coding", coding)
        _add(coded, "CodeRef", targetGUID=coding.code)
        _add_references(coded, "NoteRef", coding.notes)
    _add_references(made, "NoteRef", selection.notes)


def _add_notes(root: Any, project: ForeignProject) -> None:
    if project.notes:
        notes = _add(root, "Notes")
        for note in project.notes:
            made = _add_made(notes, "Note", note, name=note.name)
            if note.modified:
                made.set("modifiedDateTime", note.modified)
            _add(made, "PlainTextContent").text = legal(note.text)
    if project.links:
        links = _add(root, "Links")
        for link in project.links:
            _add(
                links,
                "Link",
                guid=link.guid,
                name=link.name,
                direction="OneWay",
                originGUID=link.origin,
                targetGUID=link.target,
            )

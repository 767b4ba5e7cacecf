"""Elements of REFI-QDA files: found by local names, whatever namespace they claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qda.formats.refi_names import tidy_guid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lxml.etree import _Element

_NUMBER = re.compile(r"[+-]?[0-9]{1,12}")
_VALUES = ("TextValue", "BooleanValue", "IntegerValue", "FloatValue", "DateValue", "DateTimeValue")


def local(element: _Element) -> str:
    """The name of an element without its namespace."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: _Element | None, *names: str) -> Iterator[_Element]:
    """The elements below one, by their local names."""
    for child in element if element is not None else ():
        if local(child) in names:
            yield child


def child(element: _Element | None, name: str) -> _Element | None:
    """The first element of that name below one, or None."""
    return next(children(element, name), None)


def text_of(element: _Element | None) -> str:
    """The text of an element; empty where there is none."""
    return (element.text or "") if element is not None else ""


def target_of(coding: _Element) -> str:
    """The GUID of the code of a coding; empty where it names none."""
    reference = child(coding, "CodeRef")
    return tidy_guid(reference.get("targetGUID")) if reference is not None else ""


def number_of(written: str | None) -> int | None:
    """A whole number as it is written, or None."""
    plain = (written or "").strip()
    if not _NUMBER.fullmatch(plain):
        return None
    return int(plain)


def references(element: _Element, name: str = "NoteRef") -> tuple[str, ...]:
    """The GUIDs that an element refers to."""
    return tuple(tidy_guid(one.get("targetGUID")) for one in children(element, name))


def values_of(element: _Element, names: Mapping[str, str]) -> dict[str, str]:
    """What is known of a case or source, by the name of the variable.

    Args:
        element: The case or source.
        names: Names of the variables by GUID.
    """
    values = {}
    for held in children(element, "VariableValue"):
        named = references(held, "VariableRef")
        value = next(children(held, *_VALUES), None)
        if named and value is not None:
            values[names.get(named[0], "")] = text_of(value)
    return values

"""The names of the fields of a register of informants, in yml and in tables."""

from __future__ import annotations

from qda.domain.consent import INTERVIEWS_FIELD

INFORMANT_FIELDS = (
    "id", "appendix", "speaker", "name", "label", "role", "organisation", "municipality", "area",
    "attributes", "consent", "restrictions",
)  # fmt: skip
DESCRIBING_FIELDS = (
    "how", "given_by", "form", "form_version", "form_hash", "letter", "letter_at", "copy_given",
    "legal_basis", "art9", "conditions", "retention_action", "effect", "corrects", "note",
    INTERVIEWS_FIELD,
)  # fmt: skip
"""Fields of a consent entry that say how consent was given; kept beside the scopes."""
CONSENT_FIELDS = ("at", "kind", "recorded_by", "scopes", *DESCRIBING_FIELDS)
RESTRICTION_FIELDS = ("kind", "from", "to", "at", "until", "reason")

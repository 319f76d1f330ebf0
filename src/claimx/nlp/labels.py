"""The label inventories that training and inference share; their order is part of a trained model."""

from __future__ import annotations

TRIGGERS = ("none", "cue", "silent")
"""What starts at a word: nothing, a cue, or a content that has no cue."""

ROLE_LABELS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")

ENTITY_LABELS = ("PERSON", "STATE", "WEAPON", "PORT", "ORG", "PLACE", "DATE", "QUANTITY")
"""Each has its own O, B, I logits, so that mentions of different labels may nest."""

ATTRIBUTES: dict[str, tuple[str, ...]] = {
    "polarity": ("affirm", "deny", "no-comment"),
    "modality": ("asserted", "possible", "reported", "intended"),
    "act": (
        "assertion", "question", "demand", "accusation", "denial", "refusal",
        "belief", "threat", "warning", "promise", "proposal", "recommendation",
    ),
    "kind": ("person", "organisation", "state", "media", "document", "group"),
    "negated": ("no", "yes"),
}  # fmt: skip

CONTEXT_LEFT, CONTEXT_RIGHT = 56, 103
"""Words before and after a trigger in which its roles are looked for: wide enough for 99 % of those annotated."""

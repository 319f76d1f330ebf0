"""What a munition, missile or gun is for: the ship, aircraft, vehicle or launcher that the words tie it to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from claimx.nlp.entity_context import Context
from claimx.nlp.entity_weapon_classes import weapon_class
from claimx.schema import EntityMention

_CARRIERS = frozenset(
    ("air-defence", "aircraft", "armoured-vehicle", "artillery", "drone", "helicopter", "ship", "submarine", "tank")
)
_CARRIED = frozenset(("artillery", "drone", "missile", "munition", "nuclear", "sensor-ew", "small-arm", "torpedo"))
_FIRING = frozenset(("aircraft", "armoured-vehicle", "artillery", "helicopter", "ship", "submarine", "tank"))
"""Carriers that are not called by what they fire; "Strela missiles" are Strelas."""
_SHOT = frozenset(("missile", "munition"))
_DETERMINER = r"(?:(?:the|a|an|its|their|his|her|our|these|those|two|three|four|some|new|old) ){0,3}"
_ONTO = re.compile(
    rf" (?:for|(?:launched|fired|dropped|released) (?:from|by)|carried (?:by|on|under)|mounted on|fitted to|aboard) "
    rf"{_DETERMINER}(?:[A-Z]\w{{1,20}}(?:['’]s)? )?"
)
_WITH = re.compile(rf"(?:,? (?:armed|fitted|equipped) with|,? carrying) {_DETERMINER}")


def set_platforms(context: Context, mentions: Sequence[EntityMention]) -> None:
    """Give each WEAPON mention its ``for_platform``: the ``ref`` of what carries or fires it, or ``None``.

    Said by "for", "fired from", "armed with" and the like between two weapons ("missiles for the Kestrel"), or by
    one mention that names the launcher and what it fires ("Kestrel rockets").
    """
    weapons = [m for m in mentions if m.label == "WEAPON"]
    for mention in weapons:
        mention.attributes.setdefault("for_platform", None)
        if mention.attributes.get("cls") in _FIRING and _fired(context, mention):
            mention.attributes["for_platform"] = mention.ref
    for one, two in pairwise(weapons):
        between = context.text[one.end : two.start]
        if len(between) > 60 or "\n" in between:
            continue
        if _ONTO.fullmatch(between):
            _tie(carried=one, carrier=two)
        elif _WITH.fullmatch(between):
            _tie(carried=two, carrier=one)


def _fired(context: Context, mention: EntityMention) -> bool:
    """Whether the mention of a launcher ends with the noun for what it fires."""
    last = context.token(mention.end - 1)
    if " " not in mention.exact or not last.text.islower() or mention.attributes.get("specificity") == "class":
        return False
    return weapon_class(context.kb, last) in _SHOT


def _tie(carried: EntityMention, carrier: EntityMention) -> None:
    if carried.attributes.get("cls") in _CARRIED and carrier.attributes.get("cls") in _CARRIERS:
        carried.attributes["for_platform"] = carrier.ref

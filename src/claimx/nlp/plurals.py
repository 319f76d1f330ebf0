"""Plurals that the parser takes for names because they open a sentence."""

from __future__ import annotations

from dataclasses import replace

from claimx.knowledge.roles import Roles
from claimx.nlp.nominals import Nominal


def as_plural(nominal: Nominal, roles: Roles) -> Nominal:
    """A bare plural that the parser took for a name, since it opens a sentence: "Neighbours in Split"."""
    first = nominal.text.split(" ")[0].lower()
    one = f"{first[:-3]}an" if first.endswith("men") else f"{first[:-3]}y" if first.endswith("ies") else first[:-1]
    if nominal.form != "nominal" or nominal.plural or nominal.definite != "bare" or nominal.head != first:
        return nominal
    if not first.endswith(("s", "men")) or one not in roles.person:
        return nominal
    one = roles.same.get(one, one)
    words = (nominal.words - {first}) | {one}
    return replace(nominal, plural=True, head=one, words=words, classes=nominal.classes | {"person"})

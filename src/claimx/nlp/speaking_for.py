"""For whom a body speaks: a ministry, a force or an agency for its state."""

from __future__ import annotations

from collections.abc import Container, Iterable

from claimx.ids import source_id
from claimx.knowledge.kb import KnowledgeBase
from claimx.knowledge.state_bodies import executive
from claimx.schema import Source


def with_states(sources: Iterable[Source], kb: KnowledgeBase, named: Container[str]) -> list[Source]:
    """The sources, those that speak for a state saying so, and the states they speak for.

    ``named``: ids of the entities that the article names.
    """
    found: list[Source] = []
    for source in sources:
        found.append(source)
        if source.kind != "organisation" or not source.named or source.speaks_for:
            continue
        state = kb.states.get(executive(source.name, kb) or "")
        if state is not None:
            entity = state.id if state.id in named else None
            above = Source(id=source_id(state.name), name=state.name, kind="state", named=True, entity=entity)
            source.speaks_for = above.id
            found.append(above)
    return found

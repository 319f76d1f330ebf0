"""A surname in one article and the full name in another on the same matter are one entity."""

from __future__ import annotations

from claimx.records import Shard
from claimx.resolve.people import join_people
from claimx.schema import Article, Entity, EntityMention, Published


def shard(name: str, day: str, people: list[str], places: tuple[str, ...] = ("quay", "tug", "dock")) -> Shard:
    article = Article(id=f"a-{name}", path=f"{name}.txt", sha256="0" * 64, length=9)
    article.published = Published(value=day, basis="sidecar")
    ids = {p: f"local:person:{p.lower().replace(' ', '-')}" for p in people}
    article.entity_mentions = [
        EntityMention(start=0, end=len(p), exact=p, label="PERSON", ref=i) for p, i in ids.items()
    ]
    entities = [Entity(id=i, label="PERSON", name=p) for p, i in ids.items()]
    entities += [Entity(id=f"local:place:{p}", label="PLACE", name=p) for p in places]
    return Shard(article, "", entities=entities)


def test_one_bearer_on_the_same_matter() -> None:
    one, two = shard("one", "2024-05-02", ["Ana Babic"]), shard("two", "2024-05-03", ["Babic"])
    kept, joined = join_people([one, two])
    assert kept is one
    assert [m.ref for m in joined.article.entity_mentions] == ["local:person:ana-babic"]
    person = next(e for e in joined.entities if e.label == "PERSON")
    assert (person.name, person.aliases) == ("Ana Babic", ["Babic"])


def test_an_article_is_no_part_of_a_surname() -> None:
    one, two = shard("one", "2024-05-02", ["Omar al-Harbi"]), shard("two", "2024-05-03", ["Harbi"])
    assert [m.ref for m in join_people([one, two])[1].article.entity_mentions] == ["local:person:omar-al-harbi"]


def test_no_guess() -> None:
    short = shard("two", "2024-05-03", ["Babic"])
    ana, ivo = shard("one", "2024-05-02", ["Ana Babic"]), shard("three", "2024-05-02", ["Ivo Babic"])
    assert join_people([ana, short, ivo])[1] is short
    assert join_people([shard("one", "2023-05-02", ["Ana Babic"]), short])[1] is short
    assert join_people([shard("one", "2024-05-02", ["Ana Babic"], ("farm",)), short])[1] is short

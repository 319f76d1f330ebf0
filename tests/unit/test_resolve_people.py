"""A surname in one article and the full name in another on the same matter are one entity."""

from __future__ import annotations

from dataclasses import replace

from claimx.records import Shard
from claimx.resolve.people import join_people
from claimx.schema import Article, Entity, EntityMention, Published, Source


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


def refs(shard: Shard) -> list[str | None]:
    return [m.ref for m in shard.article.entity_mentions]


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


def test_the_only_bearer_needs_little_else() -> None:
    full = shard("one", "2024-05-02", ["Ana Babic"], ("quay", "farm"))
    short = shard("two", "2024-05-08", ["Babic"], ("quay",))
    assert refs(join_people([full, short])[1]) == ["local:person:ana-babic"]
    assert join_people([full, shard("two", "2024-06-08", ["Babic"], ("quay",))])[1].entities[0].name == "Babic"
    other = shard("three", "2020-01-01", ["Ivo Babic"], ("hill",))
    assert join_people([full, short, other])[1] is short
    known = Entity(id="wd:Q1", label="PERSON", name="Ivo Babic")
    assert join_people([full, short, replace(other, entities=[known])])[1] is short
    assert join_people([shard("one", "2024-05-02", ["Babic Orr"], ("quay",)), short])[1] is short


def test_articles_that_share_much_may_be_weeks_apart() -> None:
    places = ("quay", "tug", "dock", "farm", "mill")
    full, other = shard("one", "2024-05-02", ["Ana Babic"], places), shard("three", "2020-01-01", ["Ivo Babic"])
    short = shard("two", "2024-05-28", ["Babic"], places)
    assert refs(join_people([full, other, short])[2]) == ["local:person:ana-babic"]
    assert join_people([full, other, shard("two", "2024-05-28", ["Babic"])])[2].entities[0].name == "Babic"


def test_of_two_bearers_who_holds_the_office() -> None:
    def speaks(given: Shard, ref: str, role: str) -> Shard:
        return replace(given, sources=[Source(id=ref, name=ref, kind="person", named=True, entity=ref, roles=[role])])

    full = shard("one", "2024-05-02", ["Ana Babic", "Ivo Babic"])
    full = speaks(full, "local:person:ivo-babic", "port director")
    short = speaks(shard("two", "2024-05-03", ["Babic"]), "local:person:babic", "director of the port")
    assert refs(join_people([full, short])[1]) == ["local:person:ivo-babic"]
    assert join_people([full, speaks(short, "local:person:babic", "nurse")])[1].entities[0].name == "Babic"


def test_an_umlaut_may_be_spelt_out() -> None:
    one, two = shard("one", "2024-05-02", ["Jörg Höller"]), shard("two", "2024-09-03", ["Joerg Hoeller"])
    three = shard("three", "2024-05-03", ["Hoeller"])
    joined = join_people([one, two, three])
    assert joined[0] is one
    assert [refs(s) for s in joined[1:]] == [["local:person:jörg-höller"]] * 2


def test_particles_are_no_given_names() -> None:
    one, two = shard("one", "2024-05-02", ["Pim van der Loo"]), shard("two", "2024-05-03", ["Van der Loo"])
    assert refs(join_people([one, two])[1]) == ["local:person:pim-van-der-loo"]
    two = shard("two", "2024-05-03", ["Al Loo"])
    assert join_people([one, two])[1] is two

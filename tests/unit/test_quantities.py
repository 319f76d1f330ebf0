"""What quantities are found, and their values."""

from __future__ import annotations

from itertools import pairwise

import pytest

from claimx.normalise.dates import find_dates
from claimx.normalise.quantities import QuantityFound, find_quantities


def one(text: str) -> QuantityFound:
    found = find_quantities(text, find_dates(text, "2024-05-02"))
    assert len(found) == 1, [each.exact for each in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "exact", "value", "value_max", "unit", "modifier"),
    [
        ("She saw about 40 boats there.", "about 40 boats", 40, None, "boat", "approx"),
        ("More than 1,200 dockers marched.", "More than 1,200 dockers", 1200, None, "docker", "more-than"),
        ("At least two hundred and six men.", "At least two hundred and six men", 206, None, "man", "at-least"),
        ("It lifts up to 30 tonnes of sand.", "up to 30 tonnes", 30, None, "tonne", "at-most"),
        ("Nearly half of the roof fell.", "Nearly half", 0.5, None, "share", "less-than"),
        ("It rose by 4.5 per cent.", "4.5 per cent", 0.045, None, "share", "exact"),
        ("They want $6.7 billion for it.", "$6.7 billion", 6.7e9, None, "USD", "exact"),
        ("The bridge cost 9 trillion won.", "9 trillion won", 9e12, None, "KRW", "exact"),
        ("It cost C$12m to mend.", "C$12m", 12e6, None, "CAD", "exact"),
        ("The road is 550 kilometres long.", "550 kilometres", 550, None, "km", "exact"),
        ("We counted 3-4 cranes.", "3-4 cranes", 3, 4, "crane", "range"),
        ("Between three and five million euros.", "Between three and five million euros", 3e6, 5e6, "EUR", "range"),
        ("Dozens of villages are dark.", "Dozens of villages", 24, None, "village", "at-least"),
        ("Tens of thousands fled.", "Tens of thousands", 10000, None, None, "at-least"),
        ("He fell twice.", "twice", 2, None, "time", "exact"),
        ("A 9-kilogram charge went off.", "9-kilogram", 9, None, "kg", "exact"),
        ("They pump 3 million barrels a day.", "3 million barrels a day", 3e6, None, "barrel/day", "exact"),
        ("Some thirty or so cadets ran.", "Some thirty or so cadets", 30, None, "cadet", "approx"),
        ("A quarter of a million people left.", "A quarter of a million people", 250000, None, "person", "exact"),
        ("Three and a half million hens died.", "Three and a half million hens", 3.5e6, None, "hen", "exact"),
        ("It holds one and a half tonnes.", "one and a half tonnes", 1.5, None, "tonne", "exact"),
        ("It sank to minus 12 degrees.", "minus 12 degrees", -12, None, "degree", "exact"),
        ("Nights of -12C are rare.", "-12C", -12, None, "degree Celsius", "exact"),
        ("They hired 3\u202f000 dockers.", "3\u202f000 dockers", 3000, None, "docker", "exact"),
        ("It cost 1 200 000 euros.", "1 200 000 euros", 1.2e6, None, "EUR", "exact"),
        ("One in five reeds burned.", "One in five", 0.2, None, "share", "exact"),
        ("Some nine out of every ten reeds burned.", "Some nine out of every ten", 0.9, None, "share", "approx"),
        ("A chance of 1 in 2 million is small.", "1 in 2 million", 5e-7, None, "share", "exact"),
        ("One third of the reeds burned.", "One third", 0.33, None, "share", "exact"),
        ("Rates rose 25 basis points.", "25 basis points", 25, None, "basis point", "exact"),
        ("It cost 1.2 million CHF.", "1.2 million CHF", 1.2e6, None, "CHF", "exact"),
        ("A stamp costs 20p more.", "20p", 20, None, "penny", "exact"),
        ("It cost A$4bn.", "A$4bn", 4e9, None, "AUD", "exact"),
        ("The fare would go up to 3 euros.", "3 euros", 3, None, "EUR", "exact"),
        ("The fare may be up to 3 euros.", "up to 3 euros", 3, None, "EUR", "at-most"),
        ("It fell short of 500 votes.", "short of 500 votes", 500, None, "vote", "less-than"),
        ("Close on 400 boats sailed.", "Close on 400 boats", 400, None, "boat", "approx"),
        ("Five at the very least drowned.", "Five at the very least", 5, None, None, "at-least"),
    ],
)  # fmt: skip
def test_reading(text: str, exact: str, value: float, value_max: float | None, unit: str | None, modifier: str) -> None:
    found = one(text)
    assert (found.exact, found.value, found.value_max, found.unit, found.modifier) == (
        exact,
        value,
        value_max,
        unit,
        modifier,
    )


@pytest.mark.parametrize(
    "text",
    [
        "The T-72 met a Su-35 and a 9M729.",
        "In 2022, on 3 May at 18:40, he left.",
        "Turn to page 7, room 12 and Article 5.",
        "Call 910-432-3383 or +48 22 123 45 67.",
        "They won 52-48 in the third round.",
        "He waited six years and two days.",
        "No one came, and one of them knew.",
        "It lies at 33°47′N 44°30′E.",
        "A Boeing 737 and the Leopard 2 were shown.",
        "The note[3] was struck out.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert find_quantities(text, find_dates(text, "2024-05-02")) == []


def test_the_counted_noun_can_be_cut_off() -> None:
    text = "At least 12 HIMARS launchers moved."
    found = one(text)
    assert found.noun is not None
    assert text[found.noun[0] : found.noun[1]] == "HIMARS launchers"
    assert text[found.start : found.bare_end] == "At least 12"


def test_a_bore_is_marked() -> None:
    assert one("They fired 122mm shells.").calibre


def test_mentions_are_slices_in_order_and_apart() -> None:
    text = "Two tugs, 40 or so men and at least $3m; half of it, twice, in 3 of 5 yards."
    found = find_quantities(text)
    assert all(text[each.start : each.end] == each.exact for each in found)
    assert all(each.end <= other.start for each, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The toll\n3. The price rose by 4 per cent.", ["4 per cent"]),
        ("12.15 Prayers began.\n12 Indians left.", ["12"]),
        ("The queue began at six. They put the dead at seven.", ["seven"]),
        ("She carries eight CM-200 missiles and 8 cm nails.", ["eight", "8 cm"]),
    ],
)
def test_item_numbers_hours_and_designators_are_none(text: str, expected: list[str]) -> None:
    assert [q.exact for q in find_quantities(text)] == expected

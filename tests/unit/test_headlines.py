"""A headline that has only a noun for its speaker means who is called so below it."""

from __future__ import annotations

import pytest
from source_support import Name, decide

ROE: Name = ("Jane Roe", "PERSON", None)
POE: Name = ("Ed Poe", "PERSON", None)


@pytest.mark.parametrize(
    ("text", "sources", "names", "speaker"),
    [
        (
            "Port is shut, officials say\n\nNobody was hurt. A pilot saw it. "
            "The port is shut, according to three senior harbour officials.",
            ("officials", "three senior harbour officials"),
            (),
            "three senior harbour officials",
        ),
        (
            "Port is shut, union says\n\nThe port is shut, the dockers' union said.",
            ("union", "the dockers' union"),
            (),
            "dockers' union",
        ),
        (
            "Mayor: Port is shut\n\nThe port was shut on Friday, said Jane Roe, the mayor of the town.",
            ("Mayor", "Jane Roe, the mayor of the town"),
            (ROE,),
            "Jane Roe",
        ),
        (
            "Port is shut, newspaper says\n\nThe port is shut, the Harbour Gazette reported, citing a pilot.",
            ("newspaper", "a pilot"),
            (("Harbour Gazette", "ORG", None),),
            "Harbour Gazette",
        ),
        (
            "Port is shut, pilot says\n\nTwo pilots said on Friday that the port was shut.",
            ("pilot", "Two pilots"),
            (),
            "a pilot",
        ),
        (
            "Port is shut, pilot says.\n\nHarbour pilot Ed Poe said on Friday that the port was shut.",
            ("pilot", "Harbour pilot Ed Poe"),
            (POE,),
            "a pilot",
        ),
        (
            "Port is shut, a pilot says\n\nHarbour pilot Ed Poe said on Friday that the port was shut.",
            ("a pilot", "Harbour pilot Ed Poe"),
            (POE,),
            "a pilot",
        ),
    ],
)
def test_who_speaks_in_the_headline(text: str, sources: tuple[str, ...], names: tuple[Name, ...], speaker: str) -> None:
    assert decide(text, *sources, names=names)[0].canonical == speaker

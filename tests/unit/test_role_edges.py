"""Where source, cue and content end at marks that come in pairs."""

from __future__ import annotations

import pytest

from claimx.nlp.attribution import tidy
from claimx.nlp.decode import Scored
from claimx.schema import Span


def spans(text: str, pieces: str) -> list[Span]:
    """The places of pieces that a bar separates, each after the one before."""
    found: list[Span] = []
    for piece in pieces.split("|"):
        at = text.index(piece, found[-1][1] if found else 0)
        found.append((at, at + len(piece)))
    return found


def tidied(text: str, source: str, cue: str, content: str) -> tuple[str, str, str]:
    made = tidy(Scored(0, False, spans(text, source), spans(text, cue), spans(text, content), 0.9, -0.1, {}), text)
    return (
        "|".join(text[a:b] for a, b in made.source),
        "|".join(text[a:b] for a, b in made.cue),
        "|".join(text[a:b] for a, b in made.content),
    )


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        # What something is called is said.
        (
            "Ms Orr calls the toll “a fairy tale”.",
            "Ms Orr",
            "calls|“a fairy tale”",
            "the toll",
            ("Ms Orr", "calls", "the toll “a fairy tale”"),
        ),
        ("Rao dismissed the poll as “noise”.", "Rao", "dismissed|“noise”", "the poll",
         ("Rao", "dismissed", "the poll as “noise”")),
        # A cue may have quoted words all the same.
        ("Rao is “confident” it holds.", "Rao", "is “confident”", "it holds", ("Rao", "is “confident”", "it holds")),
        # Brackets.
        ("Lumo (Corvina) rejected the claim.", "Lumo (Corvina", "rejected", "the claim",
         ("Lumo (Corvina)", "rejected", "the claim")),
        ("The quay (rebuilt, Rao said, in two weeks) is shut.", "Rao", "said", "in two weeks) is shut",
         ("Rao", "said", "in two weeks")),
        ("Rao said 1) it held and 2) it was dry.", "Rao", "said", "1) it held and 2) it was dry",
         ("Rao", "said", "1) it held and 2) it was dry")),
        # A remark between dashes, with what it says or without.
        ("The line – Rao says it opens in June – cost a billion.", "Rao", "says", "it opens in June|cost a billion",
         ("Rao", "says", "it opens in June")),
        ("The line – Rao says – opens in June – a year late.", "Rao", "says", "opens in June|a year late",
         ("Rao", "says", "opens in June|a year late")),
        ("The line – Rao says – opens in June.", "Rao", "says", "The line|opens in June",
         ("Rao", "says", "The line|opens in June")),
        # The mark that opens the next quotation.
        ("“It held,” said Rao, who built it. “It is dry.”", "Rao", "said", "“It held,”|“",
         ("Rao", "said", "“It held,”")),
    ],
)  # fmt: skip
def test_roles_end_at_the_marks(text: str, source: str, cue: str, content: str, expected: tuple[str, str, str]) -> None:
    assert tidied(text, source, cue, content) == expected

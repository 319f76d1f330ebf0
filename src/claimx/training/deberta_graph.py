"""A DeBERTa as a graph to export: it reads one text without padding, and what the distances say is worked out once."""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn

from claimx.training.deberta import HEADS, Deberta


class _Gather(torch.autograd.Function):
    """Elements by their column, with indices of 32 bits, which torch does not take and the runtime reads faster."""

    @staticmethod
    def forward(ctx: Any, x: Tensor, columns: Tensor) -> Tensor:
        """x (1, heads, t, distances), columns (1, heads, t, t) -> (1, heads, t, t)."""
        return x.gather(-1, columns.long())

    @staticmethod
    def symbolic(g: Any, x: Any, columns: Any) -> Any:
        """The operator in the exported graph."""
        return g.op("GatherElements", x, columns, axis_i=-1).setType(x.type())


class DebertaGraph(nn.Module):
    """The layers of an encoder, for one text of at most ``longest`` wordpieces.

    ``distances``: embeddings of the distances of all its wordpieces, or of the near ones and one for all that is
    farther, at both ends.
    """

    def __init__(self, encoder: Deberta, distances: Tensor, longest: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.far = len(distances) // 2
        self.all = self.far == longest - 1
        place = torch.arange(longest)
        columns = (place - place[:, None]).clamp(-self.far, self.far) + self.far
        self.register_buffer("columns", columns.int())
        with torch.no_grad():
            for i, layer in enumerate(encoder.layers):
                for name, said in zip(("ahead", "behind"), layer.places(distances), strict=True):
                    self.register_buffer(f"{name}{i}", said.contiguous())

    def read(self, x: Tensor, first: int = 0, end: int | None = None) -> Tensor:
        """The layers ``[first, end)`` one after another, (1, t, hidden) -> (1, t, hidden)."""
        t = x.shape[1]
        # A short text needs few of all distances, and of the near ones mostly all.
        begin = self.far + 1 - t if self.all else 0
        within = slice(begin, self.far + t) if self.all else slice(None)
        columns = (self.columns[:t, :t] - begin).expand(1, HEADS, -1, -1)
        for i, layer in list(enumerate(self.encoder.layers))[first:end]:
            ahead, behind = (getattr(self, f"{name}{i}")[:, within] for name in ("ahead", "behind"))
            x = layer(x, None, ahead, behind, lambda scores: _Gather.apply(scores, columns), 1)
        return x

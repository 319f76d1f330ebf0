"""Makes what an encoder's products read easy to round (Xiao et al. 2023, "SmoothQuant").

A few channels of what a transformer passes on are far larger than the others.  Rounded to 256 levels all together, the
others would keep few.  What a channel has too much of is moved to the weights that read it, which are rounded one
output at a time; the products are the same.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor, nn

from claimx.training.deberta import EASED, Deberta

MOVED = 0.7
"""How much of the size of a channel goes to the weights: the exponent of its largest value."""

_LEAST = 1e-4

_READERS = {"attention": ("query", "key", "value"), "out": ("out",), "up": ("up",), "down": ("down",)}
"""The modules that read each of the eased inputs."""


def ease(encoder: Deberta, run: Callable[[], object]) -> None:
    """Ease an encoder in place.  ``run`` has it read a few texts."""
    largest = _largest(encoder, run)
    with torch.no_grad():
        for layer, seen in zip(encoder.layers, largest, strict=True):
            for name, readers in _READERS.items():
                weights = torch.stack([getattr(layer, reader).weight.abs().amax(0) for reader in readers]).amax(0)
                factor = seen[name].clamp(min=_LEAST) ** MOVED / weights.clamp(min=_LEAST) ** (1 - MOVED)
                _move(layer, name, factor)
            layer.eased = True


def plain(encoder: Deberta) -> None:
    """Take the easing back, to train on."""
    with torch.no_grad():
        for layer in encoder.layers:
            for name in EASED:
                _move(layer, name, getattr(layer, f"ease_{name}").clone())
            layer.eased = False


def _move(layer: nn.Module, name: str, factor: Tensor) -> None:
    """Divide an input by ``factor``, and multiply the weights that read it."""
    getattr(layer, f"ease_{name}").div_(factor)
    for reader in _READERS[name]:
        getattr(layer, reader).weight.mul_(factor)


def _largest(encoder: Deberta, run: Callable[[], object]) -> list[dict[str, Tensor]]:
    """The largest absolute value of each channel of what the products of each layer read."""
    seen: list[dict[str, Tensor]] = [{} for _ in encoder.layers]

    def look(known: dict[str, Tensor], name: str, _: nn.Module, read: tuple[Tensor, ...]) -> None:
        largest = read[0].detach().abs().flatten(0, -2).amax(0)
        known[name] = torch.maximum(known[name], largest) if name in known else largest

    hooks = [
        getattr(layer, readers[0]).register_forward_pre_hook(partial(look, known, name))
        for layer, known in zip(encoder.layers, seen, strict=True)
        for name, readers in _READERS.items()
    ]
    with torch.no_grad():
        run()
    for hook in hooks:
        hook.remove()
    return seen

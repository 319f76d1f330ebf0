"""Train the attribution model: one encoder, its trigger and entity heads, and the role head, on annotated articles."""

from __future__ import annotations

import json
import math
import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from claimx.nlp.decode import CONTEXT, Scored, decode
from claimx.nlp.encoding import Window, window
from claimx.nlp.labels import CONTEXT_LEFT, CONTEXT_RIGHT
from claimx.training.examples import IGNORE, Example, Target
from claimx.training.network import ATTRIBUTE_SIZES, Encoder, RoleHead, crf_loss

MARGIN = 12
"""Words at a cut edge of a window whose triggers are not learned: their context is missing."""
LEARNED = 320
"""Wordpieces in a window to learn from, the two special ones included: attention costs the square of it."""
ROLE_TARGETS = 40
"""About how many attributions of a batch the role head learns from."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a training run depends on besides its data.

    ``pieces`` is the number of wordpieces in a batch; rates are peak rates of AdamW with linear warm-up and decay;
    ``rephrase`` the share of cues that stand in other words (:mod:`claimx.training.rephrasing`).
    """

    epochs: float = 3.0
    pieces: int = 2200
    rate: float = 1.5e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    average: float = 0.998
    seed: int = 0
    patience: int = 3
    evaluate_every: int = 400
    bfloat16: bool = True
    threads: int = 2
    rephrase: float = 0.5


class Model(nn.Module):
    """The two parts that are trained together and exported apart."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = Encoder()
        self.roles = RoleHead()


def segments(examples: Sequence[Example], rng: random.Random) -> list[tuple[int, int, int]]:
    """Cut every article into windows (example, first word, end word), at places that differ from epoch to epoch."""
    out = []
    for k, example in enumerate(examples):
        first = example.encoded.first
        n, total = len(example.encoded), int(first[-1])
        room = LEARNED - 2
        for _ in range(example.weight):
            start = 0
            size = room if total <= room else rng.randint(room // 3, room)
            while start < n:
                end = max(start + 1, int(np.searchsorted(first, int(first[start]) + size, "right")) - 1)
                if end - start > 4:
                    out.append((k, start, min(end, n)))
                start, size = end, room
    return out


def batches(examples: Sequence[Example], pieces: int, rng: random.Random) -> list[list[tuple[int, int, int]]]:
    """Windows of like length together, in random order, about ``pieces`` wordpieces a batch."""
    cut = segments(examples, rng)
    rng.shuffle(cut)
    cost = lambda s: int(examples[s[0]].encoded.first[s[2]] - examples[s[0]].encoded.first[s[1]]) + 2  # noqa: E731
    out: list[list[tuple[int, int, int]]] = []
    for at in range(0, len(cut), 256):
        pool = sorted(cut[at : at + 256], key=cost)
        batch: list[tuple[int, int, int]] = []
        for s in pool:
            if batch and (len(batch) + 1) * cost(s) > pieces:
                out.append(batch)
                batch = []
            batch.append(s)
        if batch:
            out.append(batch)
    rng.shuffle(out)
    return out


def _collate(inputs: Sequence[Window]) -> tuple[Tensor, Tensor, Tensor]:
    length = max(len(w.ids) for w in inputs)
    ids = torch.zeros(len(inputs), length, dtype=torch.long)
    features = torch.zeros(len(inputs), length, 3, dtype=torch.long)
    mask = torch.zeros(len(inputs), length, dtype=torch.bool)
    for i, w in enumerate(inputs):
        ids[i, : len(w.ids)] = torch.from_numpy(w.ids)
        features[i, : len(w.ids)] = torch.from_numpy(w.features)
        mask[i, : len(w.ids)] = True
    return ids, features, mask


def _role_batch(
    states: Tensor, inputs: Sequence[Window], targets: Sequence[Sequence[Target]]
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor] | None:
    """The role head's input for the targets; ``states`` holds the words of all windows, one after another."""
    places, triggers, masks, labels, attributes = [], [], [], [], []
    distance = np.arange(CONTEXT)
    offset = 0
    for w, found in zip(inputs, targets, strict=True):
        n = w.end - w.start
        for t in found:
            place = t.trigger - CONTEXT_LEFT + distance - w.start
            masks.append((place >= 0) & (place < n))
            places.append(place.clip(0, n - 1) + offset)
            triggers.append(t.trigger - w.start + offset)
            row = np.zeros(CONTEXT, dtype=np.int64)
            begin = t.low - (t.trigger - CONTEXT_LEFT)
            kept = t.labels[: CONTEXT - begin]
            row[begin : begin + len(kept)] = kept
            labels.append(row)
            attributes.append(t.attributes)
        offset += n
    if not places:
        return None
    return (
        states[torch.from_numpy(np.stack(places))], states[torch.tensor(triggers)],
        torch.from_numpy(distance).expand(len(places), -1), torch.from_numpy(np.stack(masks)),
        torch.from_numpy(np.stack(labels)), torch.tensor(attributes),
    )  # fmt: skip


def loss_of(
    model: Model, examples: Sequence[Example], batch: Sequence[tuple[int, int, int]]
) -> tuple[Tensor, dict[str, float]]:
    """Summed loss of one batch of windows, and its parts for the log."""
    inputs = [window(examples[k].encoded, a, b) for k, a, b in batch]
    states, triggers, entities = model.encoder(*_collate(inputs))
    length = states.shape[1]
    heads = torch.from_numpy(np.concatenate([w.heads + i * length for i, w in enumerate(inputs)]))
    word_states = states.flatten(0, 1)[heads]
    trigger_logits, entity_logits = triggers.flatten(0, 1)[heads].float(), entities.flatten(0, 1)[heads].float()
    gold_triggers, gold_entities, chosen = [], [], []
    for k, a, b in batch:
        gold = examples[k].triggers[a:b].copy()
        n = len(examples[k].encoded)
        if a > 0:
            gold[:MARGIN] = IGNORE
        if b < n:
            gold[-MARGIN:] = IGNORE
        gold_triggers.append(gold)
        gold_entities.append(examples[k].entities[a:b])
        chosen.append(
            [t for t in examples[k].targets if a <= t.low and (t.high <= b or b == n) and a <= t.trigger < b
             and t.low >= t.trigger - CONTEXT_LEFT and t.high <= t.trigger + CONTEXT_RIGHT + 40]
        )  # fmt: skip
    wanted = torch.from_numpy(np.concatenate(gold_triggers))
    count = max(1, int((wanted > 0).sum()))
    parts = {"trigger": F.cross_entropy(trigger_logits, wanted, ignore_index=IGNORE, reduction="sum") / count}
    if not (wanted != IGNORE).any():
        parts["trigger"] = trigger_logits.sum() * 0
    named = torch.from_numpy(np.concatenate(gold_entities))
    if (named != IGNORE).any():
        total = F.cross_entropy(entity_logits.view(-1, 3), named.view(-1), ignore_index=IGNORE, reduction="sum")
        parts["entity"] = 0.5 * total / max(8, int((named == 1).sum()))
    # A batch may hold a hundred targets; an even sample of them teaches as much for less.
    stride = max(1, round(sum(map(len, chosen)) / ROLE_TARGETS))
    roles = _role_batch(word_states, inputs, [c[i % stride :: stride] for i, c in enumerate(chosen)])
    if roles is not None:
        context, about, distance, mask, labels, attributes = roles
        logits, values = model.roles(context, about, distance, mask)
        parts["roles"] = 0.3 * crf_loss(logits, labels, mask, model.roles.transitions).mean()
        if (attributes != IGNORE).any():
            split = values.float().split(ATTRIBUTE_SIZES, -1)
            kinds = [
                F.cross_entropy(s, attributes[:, j], ignore_index=IGNORE)
                for j, s in enumerate(split)
                if (attributes[:, j] != IGNORE).any()
            ]
            parts["stance"] = 0.2 * torch.stack(kinds).sum()
    return torch.stack([p.float() for p in parts.values()]).sum(), {k: v.item() for k, v in parts.items()}


def predict(model: Model, example: Example, threshold: float, bfloat16: bool = False) -> tuple[list[Scored], list[Any]]:
    """Decode one article with the torch model."""

    @torch.inference_mode()
    def encode(w: Window) -> tuple[Any, Any, Any]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            s, t, e = model.encoder(*_collate([w]))
        heads = torch.from_numpy(w.heads)
        return tuple(x[0][heads].float().numpy() for x in (s, t, e))  # type: ignore[return-value]

    @torch.inference_mode()
    def label(context: Any, about: Any, distance: Any, mask: Any) -> tuple[Any, Any]:
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=bfloat16):
            out = model.roles(*(torch.from_numpy(x) for x in (context, about, distance, mask)))
        return tuple(x.float().numpy() for x in out)  # type: ignore[return-value]

    transitions = model.roles.transitions.detach().numpy()
    return decode(example.encoded, encode, label, transitions, threshold)


def _groups(model: Model, recipe: Recipe) -> list[dict[str, Any]]:
    body: list[Tensor] = []
    head: list[Tensor] = []
    for name, p in model.named_parameters():
        if p.requires_grad:
            old = name.startswith("encoder.layers")
            (body if old else head).append(p)
    return [
        {"params": body, "lr": recipe.rate, "peak": recipe.rate},
        {"params": head, "lr": recipe.head_rate, "peak": recipe.head_rate},
    ]


def train(
    train_set: Sequence[Example],
    dev_sets: Mapping[str, Sequence[Example]],
    out: Path,
    backbone: Path,
    score: Callable[[Sequence[Example], list[list[Scored]]], float],
    recipe: Recipe = Recipe(),
    say: Callable[[str], None] = print,
    start_from: dict[str, Tensor] | None = None,
) -> Path:
    """Train, and leave the best weights (by the mean of ``score`` over ``dev_sets``) in ``out/best.safetensors``.

    A run that was stopped goes on from ``out/last.safetensors``.  ``start_from`` holds the weights of an earlier model.
    """
    torch.set_num_threads(recipe.threads)
    torch.manual_seed(recipe.seed)
    out.mkdir(parents=True, exist_ok=True)
    model = Model()
    model.encoder.load_backbone(backbone)
    model.roles.role.bias.data[0] = 4.0
    if start_from is not None:
        model.load_state_dict(model.state_dict() | start_from)
    groups = _groups(model, recipe)
    optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay, betas=(0.9, 0.98), fused=True)
    average = {k: v.detach().clone() for k, v in model.state_dict().items()}
    per_epoch = len(batches(train_set, recipe.pieces, random.Random(recipe.seed)))
    total = math.ceil(per_epoch * recipe.epochs)
    step, best, stale = 0, -1.0, 0
    state_file, log = out / "last.safetensors", out / "log.jsonl"
    if state_file.exists():
        step, best, stale = _resume(state_file, model, optimiser, average)
        say(f"resumed at step {step} of {total}")
    say(f"{len(train_set)} articles, {per_epoch} batches an epoch, {total} steps")
    began, seen = time.monotonic(), 0
    for step_, batch in _stream(train_set, recipe, step, total, per_epoch):
        step = step_
        model.train()
        share = step / total
        for g in optimiser.param_groups:
            g["lr"] = g["peak"] * (
                share / recipe.warmup if share < recipe.warmup else (1 - share) / (1 - recipe.warmup)
            )
        with torch.autocast("cpu", dtype=torch.bfloat16, enabled=recipe.bfloat16):
            loss, parts = loss_of(model, train_set, batch)
        optimiser.zero_grad(set_to_none=True)
        loss.backward()  # type: ignore[no-untyped-call]
        nn.utils.clip_grad_norm_([p for g in groups for p in g["params"]], 2.0)
        optimiser.step()
        rate = min(recipe.average, (1 + step) / (10 + step))
        with torch.no_grad():
            for k, v in model.named_parameters():
                if v.requires_grad:
                    average[k].lerp_(v, 1 - rate)
        seen += sum(int(train_set[k].encoded.first[b] - train_set[k].encoded.first[a]) for k, a, b in batch)
        if step % 20 == 0:
            speed = seen / (time.monotonic() - began)
            shown = {k: round(v, 2) for k, v in parts.items()}
            say(f"step {step}/{total} loss {loss.item():.3f} {shown} {speed:.0f} pieces/s")
        if step % recipe.evaluate_every == 0 or step == total:
            result = evaluate(average, dev_sets, score, recipe)
            mean = sum(result.values()) / len(result)
            say(f"step {step}: {result}")
            with log.open("a") as stream:
                stream.write(json.dumps({"step": step, "recipe": asdict(recipe), **result}) + "\n")
            stale = 0 if mean > best else stale + 1
            if mean > best:
                best = mean
                _write(out / "best.safetensors", average)
            _save(state_file, model, optimiser, average, step, best, stale)
            if stale > recipe.patience:
                say("no gain: stopped early")
                break
    return out / "best.safetensors"


def _stream(
    examples: Sequence[Example], recipe: Recipe, done: int, total: int, per_epoch: int
) -> Iterator[tuple[int, list[tuple[int, int, int]]]]:
    step, epoch = 0, 0
    while step < total:
        for batch in batches(examples, recipe.pieces, random.Random(recipe.seed * 1000 + epoch)):
            step += 1
            if step > total:
                return
            if step > done:
                yield step, batch
        epoch += 1


def evaluate(
    weights: dict[str, Tensor],
    dev_sets: Mapping[str, Sequence[Example]],
    score: Callable[[Sequence[Example], list[list[Scored]]], float],
    recipe: Recipe,
) -> dict[str, float]:
    """Score the weights on each set."""
    model = Model()
    model.load_state_dict(weights)
    model.eval()
    return {
        name: round(score(examples, [predict(model, e, 0.5, recipe.bfloat16)[0] for e in examples]), 4)
        for name, examples in dev_sets.items()
    }


def _write(path: Path, tensors: dict[str, Tensor]) -> None:
    temporary = path.with_suffix(".tmp")
    save_file({k: v.contiguous() for k, v in tensors.items()}, temporary)
    os.replace(temporary, path)


def _save(
    path: Path,
    model: Model,
    optimiser: torch.optim.Optimizer,
    average: dict[str, Tensor],
    step: int,
    best: float,
    stale: int,
) -> None:
    tensors = {f"model.{k}": v for k, v in model.state_dict().items()} | {f"average.{k}": v for k, v in average.items()}
    for i, s in optimiser.state_dict()["state"].items():
        tensors |= {f"optimiser.{i}.{k}": torch.as_tensor(v) for k, v in s.items()}
    tensors["progress"] = torch.tensor([step, best, stale], dtype=torch.float64)
    _write(path, tensors)


def _resume(
    path: Path, model: Model, optimiser: torch.optim.Optimizer, average: dict[str, Tensor]
) -> tuple[int, float, int]:
    tensors = load_file(path)
    model.load_state_dict({k[6:]: v for k, v in tensors.items() if k.startswith("model.")})
    for k in average:
        average[k] = tensors[f"average.{k}"]
    state: dict[int, dict[str, Tensor]] = {}
    for k, v in tensors.items():
        if k.startswith("optimiser."):
            _, i, name = k.split(".", 2)
            state.setdefault(int(i), {})[name] = v
    saved = optimiser.state_dict()
    saved["state"] = state
    optimiser.load_state_dict(saved)
    step, best, stale = tensors["progress"].tolist()
    return int(step), float(best), int(stale)

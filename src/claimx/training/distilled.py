"""A shallower pair reader learns from deeper ones what they make of very many pairs (Hinton et al. 2015).

Half the layers read twice as fast.  What somebody has judged is too little to teach them; what deeper readers say of
pairs that nobody has judged is as good a lesson, and there is no end of such pairs.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
import torch.nn.functional as F
from tokenizers import Tokenizer
from torch import Tensor

from claimx.training.pair_examples import Pair
from claimx.training.pair_network import PairNetwork
from claimx.training.pair_reader import WEIGHTS, Batches, Recipe, fit

KEPT = slice(1, None, 2)
"""Layers of the first teacher that the shallower reader starts from: every second one, the last among them."""

GRADE, STATES, JUDGED = 0.02, 2.0, 0.2
"""In the loss beside what the teachers say of a relation: the squares by which grades and pooled states differ, and
what somebody judged.
"""

_AT_ONCE = 48


@dataclass(frozen=True, slots=True)
class Lessons:
    """What teachers say of each of n pairs: log probabilities of relations (n, labels) and log odds of the grade (n,),
    the mean of all teachers'; pooled states (n, 2 * hidden), the first one's.
    """

    relation: Tensor
    grade: Tensor
    states: Tensor


def lessons(teachers: Sequence[PairNetwork], pairs: Sequence[Pair], batches: Batches) -> Lessons:
    """Ask the teachers, which are not changed."""
    relation, grade, states = [], [], []
    order = sorted(range(len(pairs)), key=lambda k: len(batches.pieces(pairs[k].one) + batches.pieces(pairs[k].other)))
    with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
        for at in range(0, len(order), _AT_ONCE):
            read = batches.tensors([pairs[k] for k in order[at : at + _AT_ONCE]])
            pooled = [teacher(*read) for teacher in teachers]
            said = list(zip(teachers, pooled, strict=True))
            relation.append(torch.stack([t.relation(x).float().log_softmax(-1) for t, x in said]).mean(0))
            grade.append(torch.stack([t.grade(x).float().squeeze(-1) for t, x in said]).mean(0))
            states.append(pooled[0].half())
    back = torch.tensor(order).argsort()
    return Lessons(*(torch.cat(part)[back] for part in (relation, grade, states)))


def shallower(teacher: PairNetwork) -> PairNetwork:
    """A reader of every second layer of another."""
    layers = teacher.encoder.layers[KEPT]
    made = PairNetwork(len(layers), frozen=0)
    whole = {name: value for name, value in teacher.state_dict().items() if not name.startswith("encoder.layers.")}
    made.load_state_dict(made.state_dict() | whole)
    made.encoder.layers.load_state_dict(layers.state_dict())
    return made


def distil(
    teachers: Sequence[PairNetwork],
    pairs: Sequence[Pair],
    pieces: Tokenizer,
    recipe: Recipe,
    note: Callable[[str], None],
) -> PairNetwork:
    """A shallower reader that has learned from others, and a little from what somebody judged."""
    torch.set_num_threads(recipe.threads)
    batches = Batches(pieces, random.Random(recipe.seed), alone=0.0)
    different = list(dict.fromkeys(pairs))
    known = lessons(teachers, different, batches)
    place = {pair: k for k, pair in enumerate(different)}
    network = shallower(teachers[0])
    fit(network, different, batches, lambda pooled, batch: _loss(network, pooled, batch, known, place), recipe, note)
    return network


def _loss(
    network: PairNetwork, pooled: Tensor, batch: Sequence[Pair], known: Lessons, place: Mapping[Pair, int]
) -> Tensor:
    at = [place[pair] for pair in batch]
    relation = network.relation(pooled)
    loss = F.kl_div(relation.log_softmax(-1), known.relation[at], reduction="batchmean", log_target=True)
    loss = loss + GRADE * F.mse_loss(network.grade(pooled).squeeze(-1), known.grade[at])
    loss = loss + STATES * F.mse_loss(pooled, known.states[at].float())
    judged = [k for k, pair in enumerate(batch) if pair.kind == "claims"]
    if judged:
        labels = torch.tensor([int(batch[k].target) for k in judged])
        share = JUDGED * len(judged) / len(batch)
        loss = loss + share * F.cross_entropy(relation[judged], labels, torch.tensor(WEIGHTS))
    return loss

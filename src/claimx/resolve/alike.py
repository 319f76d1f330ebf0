"""Whether two mentions are alike enough to be compared: by what they share, by a long quotation, or by their sense."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, hstack

from claimx.resolve.frequencies import SCALE
from claimx.resolve.table import Ints, Sets, Table

Pairs = tuple[Ints, Ints]
"""Two rows of a table for each pair."""

_ONE_KEY = 1 << 32

_ROWS, _COLUMNS = 1024, 4096
"""Rows and columns of one product of vectors: few enough for the processor's cache."""

_GATHERED = 65_536
"""Pairs whose vectors are laid side by side at once: in a list every line is like every other."""

_SLACK = 1e-4
"""More than a cosine in single precision is ever off."""


@dataclass(frozen=True, slots=True)
class Reach:
    """Least likeness of a pair that is compared.

    ``weight``: what the two share, in nats, and ``share``: by the weight of the lighter of the two (``alone``: the
    share that one single thing in common must have).  Words have their own weight; a common ``holder``, ``entity``,
    telling ``number`` and a ``refusal`` by one holder have these.  ``cosine`` of the sentence vectors instead, or
    ``runs`` of words that two quotations share.
    """

    weight: float = 4.0
    share: float = 0.12
    alone: float = 0.3
    holder: float = 2.0
    entity: float = 1.5
    number: float = 1.0
    refusal: float = 4.0
    cosine: float = 0.38
    runs: int = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """A table's rows as sets of keys with whole ``weights``, and each row's total."""

    table: Table
    matrix: csr_array
    weights: Ints
    totals: Ints
    reach: Reach

    @classmethod
    def of(cls, table: Table, reach: Reach) -> Likeness:
        """The keys of a table: words, entities, numbers, holders."""

        def weighed(sets: Sets, nats: float) -> tuple[csr_array, Ints]:
            return sets.matrix, np.maximum(1, np.rint(sets.weights * nats * SCALE)).astype(np.int64)

        def one_hot(codes: Ints, keep: npt.NDArray[np.bool_], nats: float) -> tuple[csr_array, Ints]:
            rows = np.flatnonzero(keep & (codes >= 0))
            width = int(codes.max(initial=0)) + 1
            ones = np.ones(len(rows), np.int32)
            return csr_array((ones, (rows, codes[rows])), shape=(len(table), width)), np.full(
                width, round(nats * SCALE)
            )

        silent = np.array([form.polarity == "no-comment" for form in table.forms], np.bool_)
        parts = [
            (table.words.matrix, table.words.weights),
            weighed(table.entities, reach.entity),
            weighed(table.numbers, reach.number),
            one_hot(table.holders, np.ones(len(table), np.bool_), reach.holder),
            one_hot(table.holders, silent, reach.refusal),
        ]
        matrix = csr_array(hstack([matrix for matrix, _ in parts], format="csr"))
        weights = np.concatenate([weights for _, weights in parts])
        return cls(table, matrix, weights, np.asarray(matrix @ weights, np.int64), reach)

    def pairs(self, rows: Ints, columns: Ints) -> Pairs:
        """The pairs of ``rows`` x ``columns`` that are alike enough, in no order; some come twice."""
        found = [self._by_keys(rows, columns)]
        if self.table.quotes.matrix.nnz:
            found.append(self._by_quotes(rows, columns))
        if self.table.norms.any():
            found.append(self._by_vectors(rows, columns))
        return np.concatenate([left for left, _ in found]), np.concatenate([right for _, right in found])

    def _by_keys(self, rows: Ints, columns: Ints) -> Pairs:
        # One product gives both the weight that two rows share (low bits) and how many keys (high bits).
        weighted = csr_array(self.matrix[rows] * (self.weights + _ONE_KEY))
        product = (weighted @ self.matrix[columns].T).tocoo()
        heavy = (product.data & (_ONE_KEY - 1)) >= self.reach.weight * SCALE
        shared, several = product.data[heavy] & (_ONE_KEY - 1), product.data[heavy] >= 2 * _ONE_KEY
        left, right = rows[product.coords[0][heavy]], columns[product.coords[1][heavy]]
        lighter = np.minimum(self.totals[left], self.totals[right])
        share = np.where(several, round(self.reach.share * 1000), round(self.reach.alone * 1000))
        keep = shared * 1000 >= share * lighter
        return left[keep], right[keep]

    def _by_quotes(self, rows: Ints, columns: Ints) -> Pairs:
        quotes = self.table.quotes.matrix
        product = (quotes[rows] @ quotes[columns].T).tocoo()
        keep = product.data >= self.reach.runs
        return rows[product.coords[0][keep]], columns[product.coords[1][keep]]

    def _by_vectors(self, rows: Ints, columns: Ints) -> Pairs:
        # Single precision finds what comes near; whole numbers decide, so the order of summation cannot matter.
        table, least = self.table, self.reach.cosine
        ours = self._units(rows)
        near = [np.zeros((2, 0), np.int64)]
        for start in range(0, len(columns), _COLUMNS):
            part = columns[start : start + _COLUMNS]
            theirs = self._units(part).T
            for first in range(0, len(rows), _ROWS):
                hits = np.flatnonzero(ours[first : first + _ROWS] @ theirs >= least - _SLACK)
                near.append(np.stack([rows[first + hits // len(part)], part[hits % len(part)]]))
        left, right = np.concatenate(near, axis=1)
        product = np.zeros(len(left), np.int32)
        for start in range(0, len(left), _GATHERED):
            now = slice(start, start + _GATHERED)
            np.einsum("ij,ij->i", table.vectors[left[now]], table.vectors[right[now]], dtype=np.int32, out=product[now])
        bound = least * (table.norms[left] * table.norms[right])
        keep = (product >= bound) & (bound > 0)
        return left[keep], right[keep]

    def _units(self, rows: Ints) -> npt.NDArray[np.float32]:
        norms = self.table.norms[rows]
        scale = np.divide(1.0, norms, out=np.zeros(len(rows)), where=norms > 0).astype(np.float32)
        return self.table.vectors[rows] * scale[:, None]

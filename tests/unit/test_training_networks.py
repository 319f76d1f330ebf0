"""What becomes of a network on its way to a graph of small integers and back; needs what training needs."""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from claimx.nlp.onnx import quantize  # noqa: E402
from claimx.nlp.pair_reader import LABELS  # noqa: E402
from claimx.training.claim_vectors import related_loss, together  # noqa: E402
from claimx.training.deberta import HIDDEN, Deberta  # noqa: E402
from claimx.training.easing import ease, plain  # noqa: E402
from claimx.training.export import list_files  # noqa: E402
from claimx.training.exported import parameters_in, weights_of  # noqa: E402
from claimx.training.pair_build import package  # noqa: E402
from claimx.training.pair_examples import Pair  # noqa: E402
from claimx.training.pair_network import PairNetwork, network_of  # noqa: E402
from claimx.training.pair_reader import apart_loss  # noqa: E402
from claimx.training.told_together import Matter  # noqa: E402

MODEL = Path(__file__).parents[2] / "models/pairs"


def test_easing_moves_large_channels_and_changes_nothing() -> None:
    torch.manual_seed(0)
    encoder = Deberta(layers=2).eval()
    x = torch.randn(1, 9, HIDDEN)
    x[..., 7] *= 40
    kept = {name: value.clone() for name, value in encoder.state_dict().items()}
    with torch.no_grad():
        before = encoder.read(x, None, encoder.layers)
        ease(encoder, lambda: encoder.read(x, None, encoder.layers))
        eased = encoder.read(x, None, encoder.layers)
    first = encoder.layers[0]
    assert first.ease_attention[7] < first.ease_attention.median() / 4
    assert torch.allclose(before, eased, atol=1e-4)
    plain(encoder)
    assert all(torch.allclose(kept[name], value, atol=1e-5) for name, value in encoder.state_dict().items())


def test_an_exported_network_gives_its_weights_back_the_right_way_round(tmp_path: Path) -> None:
    torch.manual_seed(0)
    network = torch.nn.Sequential(torch.nn.Linear(16, 16), torch.nn.Tanh(), torch.nn.Linear(16, 3)).eval()
    raw = tmp_path / "raw.onnx"
    for shape in ((1, 5, 16), (5, 16)):  # with and without a batch other operators come out
        torch.onnx.export(network, (torch.randn(shape),), str(raw), dynamo=False, opset_version=17)
        quantize(raw, tmp_path / "net.onnx")
        parameters = {"net.onnx": parameters_in(raw, network)}
        raw.unlink()
        (tmp_path / "config.json").write_text(json.dumps({"parameters": parameters}), "utf-8")
        list_files(tmp_path)
        back = weights_of(tmp_path)
        assert back.keys() == network.state_dict().keys()
        for name, value in network.state_dict().items():
            assert back[name].shape == value.shape
            assert torch.allclose(back[name], value, atol=0.01)


def test_what_is_neither_the_same_nor_opposed_may_be_anything_else() -> None:
    sure = {label: apart_loss(20 * torch.eye(len(LABELS))[[k]]).item() for k, label in enumerate(LABELS)}
    assert {label for label, loss in sure.items() if loss < 0.01} == {"none", "elaborates"}
    assert all(loss > 10 for label, loss in sure.items() if label not in ("none", "elaborates"))
    half = torch.zeros(1, len(LABELS))
    half[0, LABELS.index("none")] = half[0, LABELS.index("elaborates")] = 20
    assert apart_loss(half).item() < 0.01


def test_a_packaged_reader_can_be_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(0)
    network, other = PairNetwork().eval(), PairNetwork().eval()
    distances = network.encoder.distance.data.clone()
    said = ("four cranes fell", "the tug left at noon, the port said", "the pier is shut")
    pairs = [Pair(f"Ana Roe said : {a}", f"the union : {b}", "claims", 0) for a, b in combinations(said, 2)]
    card: dict[str, object] = {"recipe": "none", "claims": 3, "beside": 0, "start_from": "", "earlier": ""}
    package(network, pairs, MODEL, tmp_path, "1", card)
    assert "3 pairs of claims" in (tmp_path / "MODEL_CARD.md").read_text("utf-8")
    monkeypatch.setattr(Deberta, "load_backbone", lambda encoder, _: encoder.distance.data.copy_(distances))
    back = network_of(tmp_path, MODEL)
    ids = torch.tensor([[1, 400, 500, 2, 600, 700, 2]])
    with torch.no_grad():
        said_by = [n.relation(n(ids, torch.ones_like(ids, dtype=torch.bool))) for n in (network, back, other)]
    assert torch.allclose(said_by[0], said_by[1], atol=0.1)
    assert not torch.allclose(said_by[0], said_by[2], atol=0.1)


def test_what_is_related_is_to_come_near_and_nothing_else() -> None:
    one, other = Matter(["a", "b", "c"], [(0, 1)], [], [(1, 2)]), Matter(["d", "e"], [], [(0, 1)], [])
    both = together([one, other])
    assert (both.texts, both.same, both.opposed, both.nested) == (list("abcde"), [(0, 1)], [(3, 4)], [(1, 2)])
    scale, shift = torch.tensor(12.0), torch.tensor(-6.0)

    def loss(*near: tuple[int, int]) -> float:
        cosines = torch.full((5, 5), 0.2)
        for i, j in near:
            cosines[i, j] = cosines[j, i] = 0.9
        return float(related_loss(cosines, both, scale, shift))

    assert loss((0, 1), (3, 4)) < min(loss((0, 1)), loss((3, 4))) < loss() < loss((0, 3))
    assert loss((1, 2)) == pytest.approx(loss())  # one is part of the other: nothing is learned

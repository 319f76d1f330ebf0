"""What becomes of a network on its way to a graph of small integers and back; needs what training needs."""

from __future__ import annotations

import json
import random
from itertools import combinations
from pathlib import Path

import pytest
from tokenizers import Tokenizer

torch = pytest.importorskip("torch")
pytest.importorskip("onnx")

from claimx.nlp.onnx import quantize  # noqa: E402
from claimx.nlp.pair_reader import LABELS  # noqa: E402
from claimx.training.deberta import HIDDEN, Deberta  # noqa: E402
from claimx.training.distilled import distil, lessons, shallower  # noqa: E402
from claimx.training.easing import ease, plain  # noqa: E402
from claimx.training.export import list_files  # noqa: E402
from claimx.training.exported import parameters_in, weights_of  # noqa: E402
from claimx.training.pair_build import package  # noqa: E402
from claimx.training.pair_examples import Pair  # noqa: E402
from claimx.training.pair_network import PairNetwork, network_of  # noqa: E402
from claimx.training.pair_reader import Batches, Recipe, apart_loss  # noqa: E402

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


def _pairs() -> list[Pair]:
    said = [
        "four cranes fell, the port said, and none of them will be raised", "the tug left at noon", "shut",
        "the pier is open", "what the mayor wants to know, and the union too, is who paid for the tug", "no",
    ]  # fmt: skip
    return [Pair(f"Ana Roe said : {a}", f"the union : {b}", "unjudged", 0) for a, b in combinations(said, 2)]


def _teacher() -> PairNetwork:
    torch.manual_seed(0)
    return PairNetwork(4).eval()


def _batches() -> Batches:
    return Batches(Tokenizer.from_file(str(MODEL / "tokenizer.json")), random.Random(0), alone=0.0)


def test_a_shallower_reader_begins_as_every_second_layer() -> None:
    teacher = _teacher()
    made = shallower(teacher)
    assert len(made.encoder.layers) == 2
    for ours, theirs in zip(made.encoder.layers, (teacher.encoder.layers[1], teacher.encoder.layers[3]), strict=True):
        assert torch.equal(ours.up.weight, theirs.up.weight)
    assert torch.equal(made.relation[0].weight, teacher.relation[0].weight)
    assert torch.equal(made.encoder.word.weight, teacher.encoder.word.weight)
    made.relation[0].weight.data.zero_()
    assert teacher.relation[0].weight.abs().sum() > 0


def test_lessons_stand_in_the_order_of_the_pairs_and_are_the_mean_of_all_teachers() -> None:
    teacher, pairs = _teacher(), _pairs()
    torch.manual_seed(1)
    other = PairNetwork(1).eval()
    together = lessons([teacher, other], pairs, _batches())
    alone = [lessons([one], pairs, _batches()) for one in (teacher, other)]
    mean = (alone[0].relation + alone[1].relation) / 2
    assert torch.allclose(together.relation, mean, atol=0.02)
    assert torch.allclose(together.states.float(), alone[0].states.float(), atol=0.05)
    for k, pair in enumerate(pairs):
        (read,) = lessons([teacher], [pair], _batches()).states
        nearest = (alone[0].states.float() - read.float()).abs().sum(-1).argmin()
        assert int(nearest) == k, pair


def test_a_shallower_reader_comes_to_say_what_its_teacher_says() -> None:
    teacher, pairs, batches = _teacher(), _pairs(), _batches()
    teacher.relation[3].weight.data.mul_(8)
    wanted = lessons([teacher], pairs, batches).relation

    def apart(network: PairNetwork) -> float:
        return float((lessons([network], pairs, batches).relation - wanted).abs().mean())

    made = distil([teacher], pairs, batches.tokenizer, Recipe(epochs=60, rate=1e-4), lambda _: None)
    assert apart(made) < apart(shallower(teacher)) / 3


def test_a_packaged_reader_can_be_gone_on_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    teacher, pairs = _teacher(), _pairs()
    distances = teacher.encoder.distance.data.clone()
    card: dict[str, object] = {"recipe": "none", "learned": "nothing", "earlier": "", "options": ""}
    package(teacher, pairs, MODEL, tmp_path, "1", card)
    monkeypatch.setattr(Deberta, "load_backbone", lambda encoder, _: encoder.distance.data.copy_(distances))
    back = network_of(tmp_path, MODEL)
    assert len(back.encoder.layers) == 4
    before, after = (lessons([network], pairs, _batches()).relation for network in (teacher, back))
    assert torch.allclose(before, after, atol=0.1)

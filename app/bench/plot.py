"""What do searches and assignments cost, and whom do these help? Drawn as SVG; only this module knows matplotlib."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, Final

import matplotlib as mpl
from matplotlib.figure import Figure

from app.bench.assignment import Timing
from app.bench.fairness import Outcome
from app.bench.search import AS_TYPED, WHOLE_CHAIN, Row

_LINES: Final = {AS_TYPED: "-o", WHOLE_CHAIN: "--s", "mixed": ":^"}
_MEASURES: Final = {"placed": "placed", "points": "points", "worst_tenth": "worst-off tenth"}
_COLOURS: Final = {
    "whoosh": "#8a4b08",
    "tantivy": "#0b5d3b",
    "fts5": "#4b3f72",
    "fts5, unranked": "#8d7fb8",
    "postgres": "#1f4e79",
}


def draw(rows: Sequence[Row], path: Path) -> None:
    """Write the drawing: milliseconds of processor time for each query, by the number of listings."""
    figure = Figure(figsize=(8, 5))
    axes = figure.subplots()
    for engine, asked in dict.fromkeys((row.engine, row.asked) for row in rows if row.asked in _LINES):
        sizes, costs = zip(*_points(rows, engine, asked), strict=True)
        axes.plot(sizes, costs, _LINES[asked], color=_COLOURS.get(engine), label=f"{engine}, {asked}")
    axes.set(xscale="log", yscale="log", xlabel="listings", ylabel="CPU ms per query")
    axes.grid(visible=True, which="major", alpha=0.3)
    axes.legend(fontsize="small")
    _write(figure, path)


def draw_assignments(timings: Sequence[Timing], outcomes: Sequence[Outcome], path: Path) -> None:
    """Write the drawing: processor time by the number of pairs, and what each way of giving out places comes to."""
    figure = Figure(figsize=(14, 4.5), layout="constrained")
    cost, *shares = figure.subplots(1, 4, width_ratios=(3, 1.4, 1.4, 1.4))
    _draw_cost(cost, timings)
    for axes, (name, title) in zip(shares, _MEASURES.items(), strict=True):
        axes.barh([one.way for one in outcomes], [getattr(one, name) for one in outcomes], color="#1f4e79")
        axes.set(title=title)
        axes.invert_yaxis()
        axes.margins(x=0.4)
        if axes.containers:
            axes.bar_label(axes.containers[0], fmt="{:,.7g}", fontsize="small", padding=2)
        if axes is not shares[0]:
            axes.set_yticklabels([])
    _write(figure, path)


def _draw_cost(axes: Any, timings: Sequence[Timing]) -> None:  # Any: the library leaves its axes untyped
    for solver in dict.fromkeys(one.solver for one in timings):
        own = sorted((one.pairs, one.cpu_ms) for one in timings if one.solver == solver)
        axes.plot([pairs for pairs, _ in own], [cost for _, cost in own], marker="o", label=solver)
    axes.set(xscale="log", yscale="log", xlabel="pairs", ylabel="CPU ms", title="cost of an assignment")
    axes.grid(visible=True, which="major", alpha=0.3)
    if timings:
        axes.legend(fontsize="small")


def _write(figure: Figure, path: Path) -> None:
    mpl.rcParams["svg.hashsalt"] = "hitomaru"
    figure.savefig(path, format="svg", metadata={"Date": None})


def _points(rows: Iterable[Row], engine: str, asked: str) -> list[tuple[int, float]]:
    return sorted((row.listings, row.cpu_ms) for row in rows if (row.engine, row.asked) == (engine, asked))

"""The best whole-number answer of one part with side constraints, wish by wish, by HiGHS."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import highspy
import numpy as np
from scipy.sparse import csr_array

from matching.assignment.formulation import FREE, Formulation
from matching.assignment.instance import BoolArray
from matching.assignment.types import IntArray
from matching.assignment.weights import packed

BITS = 20
"""HiGHS holds rows to one in a million: larger whole-number sums are not kept apart safely."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """When to stop; without one the answer is proven, however long it takes."""

    at: float = float("inf")

    @property
    def left(self) -> float:
        """The seconds that are left, never below zero."""
        return max(0.0, self.at - time.monotonic())


@dataclass(frozen=True, slots=True, eq=False)
class Outcome:
    """The values of all columns, whether they are proven best, and what the first wish cannot exceed."""

    columns: IntArray
    proven: bool
    bound: int


class _SilentHighs(highspy.Highs):
    """HiGHS that says nothing; by itself it greets on the standard output, in the midst of an answer."""

    def enableCallbacks(self) -> None:  # noqa: N802 -- the library's name; its first step that speaks
        """Be silent from the first word on."""
        self.setOptionValue("output_flag", False)  # noqa: FBT003 -- the option's own form
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # as above


def optimise(
    program: Formulation,
    digits: Sequence[IntArray],
    *,
    fixed: BoolArray,
    start: IntArray | None = None,
    deadline: Deadline = Deadline(),
) -> Outcome | None:
    """The columns with the largest digits, the most important first; nothing where no columns keep all rows.

    Columns that are `fixed` are 1. `start` are columns that keep all rows, if somebody knows some.
    """
    engine = _engine(program, fixed)
    count = max(1, program.columns)
    found: Outcome | None = None
    top = 0
    for number, word in enumerate(packed(digits, count=count, bits=BITS).words):
        known = found.columns if found else start
        found = _stage(engine, word, known, deadline if known is not None else Deadline())
        if found is None:
            return None
        top = found.bound if number == 0 else top
        if not found.proven:
            return Outcome(found.columns, proven=False, bound=top)
        _hold(engine, word, int(word @ found.columns))
    return Outcome(found.columns, proven=True, bound=top) if found else None


def _engine(program: Formulation, fixed: BoolArray) -> highspy.Highs:
    lower = np.zeros(program.columns)
    lower[: len(fixed)] = fixed
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = program.columns, len(program.rows)
    model.col_cost_ = np.zeros(program.columns)
    model.col_lower_, model.col_upper_ = lower, np.ones(program.columns)
    model.row_lower_ = np.array([row.low if row.low > -FREE else -highspy.kHighsInf for row in program.rows])
    model.row_upper_ = np.array([row.high if row.high < FREE else highspy.kHighsInf for row in program.rows])
    matrix = _matrix(program)
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_, model.a_matrix_.value_ = matrix.indptr, matrix.indices, matrix.data
    model.integrality_ = [highspy.HighsVarType.kInteger] * program.columns
    model.sense_ = highspy.ObjSense.kMaximize
    engine = _SilentHighs()  # type: ignore[no-untyped-call]  # the library leaves it untyped
    engine.setOptionValue("mip_rel_gap", 0.0)
    engine.setOptionValue("mip_abs_gap", 0.5)
    engine.setOptionValue("threads", 1)
    engine.passModel(model)
    return engine


def _matrix(program: Formulation) -> csr_array:
    lengths = [len(row.columns) for row in program.rows]
    indptr = np.concatenate(([0], np.cumsum(lengths))).astype(np.int32)
    indices = np.array([column for row in program.rows for column in row.columns], dtype=np.int32)
    factors = np.array([factor for row in program.rows for factor in row.factors], dtype=np.float64)
    return csr_array((factors, indices, indptr), shape=(len(program.rows), program.columns))


def _stage(engine: highspy.Highs, word: IntArray, known: IntArray | None, deadline: Deadline) -> Outcome | None:
    """The best columns for one word, among those that keep what was held before."""
    engine.changeColsCost(len(word), np.arange(len(word), dtype=np.int32), word.astype(np.float64))
    if known is not None:
        solution = highspy.HighsSolution()
        solution.col_value = known.astype(np.float64).tolist()
        engine.setSolution(solution)
    engine.setOptionValue("time_limit", min(engine.getRunTime() + deadline.left, 1e9))
    engine.run()
    if engine.getModelStatus() == highspy.HighsModelStatus.kInfeasible:
        return None
    return _read(engine, word, known)


def _read(engine: highspy.Highs, word: IntArray, known: IntArray | None) -> Outcome:
    """What HiGHS holds; its bound counts only when it is a number."""
    proven = engine.getModelStatus() == highspy.HighsModelStatus.kOptimal
    values = np.rint(np.array(engine.getSolution().col_value)).astype(np.int64)
    has_columns = engine.getInfo().primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    columns = values if has_columns or known is None else known
    if known is not None and int(word @ known) > int(word @ columns):
        columns = known
    bound = engine.getInfo().mip_dual_bound
    most = int(np.floor(bound + 1e-6)) if np.isfinite(bound) else FREE
    return Outcome(
        columns, proven=proven, bound=int(word @ columns) if proven else min(most, int(word.clip(min=0).sum()))
    )


def _hold(engine: highspy.Highs, word: IntArray, least: int) -> None:
    """From now on nothing may be worse in this word."""
    at = np.flatnonzero(word)
    engine.addRow(float(least), highspy.kHighsInf, len(at), at.astype(np.int32), word[at].astype(np.float64))


def greedy_start(program: Formulation, fixed: BoolArray) -> IntArray | None:
    """Columns that keep all rows, found in one pass from the best pair down; nothing where that does not suffice."""
    columns = np.zeros(program.columns, dtype=np.int64)
    columns[: len(fixed)] = fixed
    matrix = _matrix(program).astype(np.int64)
    low = np.array([row.low for row in program.rows], dtype=np.int64)
    high = np.array([row.high for row in program.rows], dtype=np.int64)
    by_column = matrix.tocsc()
    run = _running(program, columns)
    sums = matrix @ columns + by_column @ run
    columns = columns + run
    for column in np.argsort(-program.instance.score[program.pairs], kind="stable").tolist():
        part = slice(by_column.indptr[column], by_column.indptr[column + 1])
        rows, factors = by_column.indices[part], by_column.data[part]
        if not columns[column] and (sums[rows] + factors <= high[rows]).all():
            sums[rows] += factors
            columns[column] = 1
    return columns if ((sums >= low) & (sums <= high)).all() else None


def _running(program: Formulation, columns: IntArray) -> IntArray:
    """One for every option with a minimum where somebody is fixed."""
    run = np.zeros(program.columns, dtype=np.int64)
    options = program.instance.option[program.pairs]
    taken = set(options[columns[: len(options)] > 0].tolist())
    for option, column in program.runs.items():
        run[column] = option in taken
    return run

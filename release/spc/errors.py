"""How often a chart's newest point is flagged though nothing has changed: from simulation on stable data.

24 months of Poisson counts (XmR with four rules, c limits, both together) and normal data, 1,500 to 20,000 series a
row; 20 gaps for the t chart. `benchmarks/bench_spc.py` prints the rates again, a test holds them.
"""

XMR, XMR_OTHER, BOTH, P, T = ((8, 0.022), (float("inf"), 0.013)), 0.017, ((2, 0.005), (4, 0.006)), 0.006, 0.002
"""By mean a month up to which the rate holds; XMR_OTHER: values that are no counts. P: as c limits, outside only."""


def false_rate(kind: str, counts: bool, mean: float) -> float:
    """Chance that the newest point of a stable series is flagged on a chart of this kind; 0 where none can be."""
    if kind == "xmr" and not counts:
        return XMR_OTHER
    if kind in ("xmr", "xmr_c"):
        steps = XMR if kind == "xmr" else BOTH
        return next((rate for upto, rate in steps if mean < upto), steps[-1][1])
    return {"p": P, "t": T}.get(kind, 0.0)

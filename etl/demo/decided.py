"""What a made-up group has decided: targets and the wording of its audit form, as files of the demo's `config`."""

from pathlib import Path

TARGETS = {"return_interview_within_72h": 0.75, "review_current": 0.9, "audit_actions_on_time": 0.8}
"""Measure -> target from the demo's second spring on: one is missed by far, one is near, one is met by some."""
FILES = {
    "targets.toml": "".join(
        f'[[target]]\nmetric = "{metric}"\nsince = 2025-04-01\nvalue = {value}\ndecided_by = "Strategic group"\n\n'
        for metric, value in TARGETS.items()
    ),
    "audit-form.toml": """[questions]
Q1 = "Is the child's own view written down?"
Q2 = "Was risk rated with the screening tool?"
Q3 = "Has every action of the plan an owner and a date?"
Q4 = "Did all agencies that know the child share what they hold?"
Q5 = "Were the child and the carers told of each decision?"
Q6 = "Was the plan reviewed in time?"
""",
}


def write_decided(config: Path) -> None:
    """Write the files into `config`, each only where none of that name stands there."""
    for name, text in FILES.items():
        if not (config / name).exists():
            (config / name).write_text(text, encoding="utf-8")

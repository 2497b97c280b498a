"""`python -m tests.slack_trials load|faults`: run one, print its table, write it into a page."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path

from tests.slack_trials.faults import run_faults
from tests.slack_trials.load import run_load
from tests.slack_trials.setting_up import index_in
from tests.slack_trials.writing import write_into


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.slack_trials", description=__doc__)
    parser.add_argument("trial", choices=("load", "faults"))
    parser.add_argument("--out", type=Path, help="the page that the table is written into")
    parser.add_argument("--index", type=Path, help="an index to ask; else one is made")
    parser.add_argument("--seconds", type=float, default=60, help="how long load is offered")
    parser.add_argument("--rate", type=float, default=50, help="questions offered a second")
    parser.add_argument("--only", default="", help="run the faults whose name holds this")
    options = parser.parse_args()
    for name in list(os.environ):
        if name.lower().endswith("_proxy") or name.startswith("SLACK_"):
            del os.environ[name]
    with tempfile.TemporaryDirectory(prefix="slack-trials-") as folder:
        place = Path(folder)
        index = options.index or index_in(place)
        if options.trial == "load":
            table, passed = run_load(index, place, options.seconds, options.rate)
        else:
            table, passed = run_faults(index, place, options.only)
    print(table)
    if options.out is not None:
        write_into(options.out, f"slack {options.trial}", table)
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())

"""Write into the documentation what the program itself says, so that it cannot be stale.

    .venv/bin/python tools/write_docs.py            help texts and the session of the README
    .venv/bin/python tools/write_docs.py --check    say what is stale, change nothing

In a page, `<!-- help NAME -->` … `<!-- end -->` holds the help of a command, and
`<!-- run ARGS -->` what `roleassistant ARGS` printed, in a home of its own that begins empty.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HELP_PAGES = (ROOT / "docs" / "cli.md",)
SESSION_PAGES = (ROOT / "README.md",)
WIDTH = 92

_BLOCK = re.compile(
    r"(?P<begin><!-- (?P<what>help|run) ?(?P<arguments>.*?) -->\n).*?(?P<end><!-- end -->)", re.S
)


def main(arguments: list[str]) -> int:
    """0 when the pages are up to date, now or already; 1 with --check where one is stale."""
    check = "--check" in arguments
    stale = []
    with tempfile.TemporaryDirectory() as home:
        for page in (*HELP_PAGES, *SESSION_PAGES):
            before = page.read_text("utf-8")
            after = with_blocks(before, lambda what, args: block(what, args, Path(home)))
            if after != before:
                stale.append(page)
                if not check:
                    page.write_text(after, "utf-8")
    for page in stale:
        print(f"{page.relative_to(ROOT)} {'is stale' if check else 'written'}", file=sys.stderr)
    return 1 if check and stale else 0


def with_blocks(page: str, render: Callable[[str, str], str]) -> str:
    """The page with each block rendered anew by `render(what, arguments)`."""

    def fresh(match: re.Match[str]) -> str:
        body = render(match["what"], match["arguments"])
        return f"{match['begin']}{body}{match['end']}"

    return _BLOCK.sub(fresh, page)


def block(what: str, arguments: str, home: Path) -> str:
    """The text of one block, fenced."""
    if what == "help":
        return f"```text\n{help_of(arguments)}```\n"
    said = run(shlex.split(arguments), home)
    return f"```console\n$ roleassistant {arguments}\n{said}```\n"


def help_of(command: str) -> str:
    """What `roleassistant COMMAND --help` prints; for no command, the program's own help."""
    return run([*command.split(), "--help"], ROOT)


def run(arguments: list[str], home: Path) -> str:
    """What the program prints to stdout, in a home of its own."""
    environment = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ROLEASSISTANT_", "XDG_"))
    }
    environment |= {
        "HOME": str(home),
        "COLUMNS": str(WIDTH),
        "NO_COLOR": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONPATH": os.pathsep.join(
            [str(ROOT / "src"), *filter(None, [os.environ.get("PYTHONPATH")])]
        ),
    }
    done = subprocess.run(
        [sys.executable, "-m", "roleassistant", *arguments],
        cwd=home,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode != 0:
        raise SystemExit(f"roleassistant {' '.join(arguments)} failed:\n{done.stderr}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

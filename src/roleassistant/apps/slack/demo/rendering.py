"""Messages, modals and Homes as one HTML page that needs nothing else: to look at, to photograph.

The browser draws them with the same scripts as the page of the demo.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from roleassistant.apps.slack.demo.page import static

Json = dict[str, Any]

_DRAW = """
const nothing = () => {};
for (const item of JSON.parse(document.getElementById("items").textContent)) {
  if (item.title) document.body.append(make("h4", "", item.title));
  if (item.view && item.view.type === "modal") {
    const buttons = [item.view.close, item.view.submit].filter(Boolean)
      .map((text) => make("button", "button", text.text));
    document.body.append(make("div", "modal", make("div", "top", item.view.title.text),
      make("div", "scroll", blocksNode(item.view.blocks, nothing)),
      make("div", "end", ...buttons)));
  } else if (item.view) {
    document.body.append(make("div", "frame home", blocksNode(item.view.blocks, nothing)));
  } else {
    const message = { markdown: "", blocks: [], text: "", ...item.message };
    const by = make("div", "by", make("b", "", "Role Assistant"), make("span", "badge", "APP"));
    document.body.append(make("div", "frame", make("div", "message bot", make("div", "face", "R"),
      make("div", "", by, contentNode(message, nothing)))));
  }
}
"""


def page_of(items: Sequence[Json], title: str = "Messages") -> str:
    """The page. An item is `{"message": {"blocks": …, "markdown": …}}` or `{"view": …}`, with a
    `title` above it where it has one."""
    data = json.dumps(list(items)).replace("<", "\\u003c")
    scripts = "\n".join(static(name) for name in ("markup.js", "blocks.js"))
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>\n'
        f"<style>{static('slack.css')}</style></head>\n"
        f'<body class="shelf"><script type="application/json" id="items">{data}</script>\n'
        f"<script>{scripts}\n{_DRAW}</script></body></html>\n"
    )

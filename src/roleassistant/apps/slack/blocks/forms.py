"""What stands in a form, and what was filled in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from roleassistant.apps.slack.blocks.elements import plain
from roleassistant.apps.slack.blocks.inert import writable
from roleassistant.apps.slack.blocks.limits import TITLE
from roleassistant.apps.slack.blocks.message import Json


def modal(title: str, *blocks: Json, callback: str = "", submit: str = "", about: str = "") -> Json:
    """A modal; with `submit` it is a form. `about` comes back with it, so it must fit
    (`limits.PRIVATE_METADATA`)."""
    return {
        "type": "modal",
        "title": plain(title, TITLE),
        "close": plain("Cancel" if submit else "Close", TITLE),
        "blocks": list(blocks),
        **({"submit": plain(submit, TITLE), "callback_id": callback} if submit else {}),
        **({"private_metadata": about} if about else {}),
    }


def asked(name: str, label: str, element: Json, *, optional: bool = False, hint: str = "") -> Json:
    """A field. `name` is the id under which it is filled in and under which it is complained of."""
    return {
        "type": "input",
        "block_id": name,
        "label": plain(label),
        "element": {**element, "action_id": name},
        "optional": optional,
        **({"hint": plain(hint)} if hint else {}),
    }


def words(*, most: int, lines: bool = True, placeholder: str = "", initial: str = "") -> Json:
    """A field to write in."""
    return {
        "type": "plain_text_input",
        "multiline": lines,
        "max_length": most,
        **({"placeholder": plain(placeholder, 150)} if placeholder else {}),
        **({"initial_value": initial[:most]} if initial else {}),
    }


def filled(view: Mapping[str, Any], name: str) -> str:
    """What a field of a submitted form holds; empty where nothing was filled in."""
    fields = view.get("state", {}).get("values", {}).get(name, {})
    field = fields.get(name) or {}
    chosen = field.get("selected_option") or {}
    given = field.get("value") or field.get("selected_conversation") or chosen.get("value")
    return writable(str(given or "")).strip()

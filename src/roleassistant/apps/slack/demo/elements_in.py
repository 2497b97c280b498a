"""Finding what can be clicked in a message or a view, and what a form holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Json = dict[str, Any]


def interactive(blocks: list[Json]) -> Iterator[tuple[str, Json]]:
    """(block id, element) of everything that a person can click, choose or fill in."""
    for block in blocks:
        name = str(block.get("block_id", ""))
        parts = [*block.get("elements", []), block.get("accessory"), block.get("element")]
        for part in parts:
            if isinstance(part, dict) and (
                "action_id" in part or part.get("type") == "feedback_buttons"
            ):
                yield name, part


def element(blocks: list[Json], action_id: str, value: str | None = None) -> tuple[str, Json]:
    """The element of that action, or whose action begins with it, with that value if one is given.

    Raises LookupError with what there is to click.
    """
    found = list(interactive(blocks))
    for exact in (True, False):
        for name, part in found:
            known = str(part.get("action_id", ""))
            fits = known == action_id if exact else known.startswith(action_id)
            if fits and value in (None, part.get("value")):
                return name, part
    there = ", ".join(str(part.get("action_id")) for _, part in found)
    raise LookupError(f"nothing with the action {action_id!r} to click; there is: {there}")


def action(name: str, part: Json, chosen: Any) -> Json:
    """What Slack says of one click: of a button its value, of a select the option chosen."""
    said: Json = {"type": part["type"], "action_id": part.get("action_id", ""), "block_id": name}
    match part["type"]:
        case "button" | "icon_button":
            said |= {key: part[key] for key in ("text", "value") if key in part}
        case "feedback_buttons":
            which = "positive_button" if chosen in (None, True, "positive") else "negative_button"
            said |= {key: part[which][key] for key in ("text", "value")}
        case _:
            said |= held(part, chosen)
    return said


def _option(part: Json, wanted: Any) -> Json:
    options: list[Json] = list(part.get("options") or [])
    for group in part.get("option_groups") or []:
        options += group["options"]
    for option in options:
        if wanted in (None, option["value"], option["text"]["text"]):
            return option
    there = ", ".join(option["text"]["text"] for option in options)
    raise LookupError(f"no option {wanted!r}; there is: {there}")


def held(part: Json, chosen: Any) -> Json:
    """What an element of a form holds, as `state.values` says it."""
    match part["type"]:
        case "static_select" | "radio_buttons" | "external_select" | "overflow":
            option = _option(part, chosen) if chosen is not None else part.get("initial_option")
            return {"type": part["type"], "selected_option": option}
        case "multi_static_select" | "checkboxes":
            options = (
                [_option(part, one) for one in chosen]
                if chosen is not None
                else part.get("initial_options", [])
            )
            return {"type": part["type"], "selected_options": options}
        case "users_select":
            return {"type": part["type"], "selected_user": chosen or part.get("initial_user")}
        case "conversations_select":
            chosen = chosen or part.get("initial_conversation")
            return {"type": part["type"], "selected_conversation": chosen}
        case "plain_text_input":
            value = part.get("initial_value") if chosen is None else chosen
            return {"type": part["type"], "value": value or None}
        case kind:
            return {"type": kind, "value": chosen}


def state(blocks: list[Json], filled: Mapping[str, Any]) -> Json:
    """`state.values` of a message or a form, with what a person filled in by action id."""
    values: Json = {}
    for name, part in interactive(blocks):
        if part["type"] in ("button", "feedback_buttons", "icon_button", "overflow"):
            continue
        action_id = str(part.get("action_id", ""))
        values.setdefault(name, {})[action_id] = held(part, filled.get(action_id))
    return values


def missing(blocks: list[Json], values: Json) -> list[str]:
    """The inputs without which Slack does not submit a form."""
    lacking = []
    for block in blocks:
        if block.get("type") != "input" or block.get("optional"):
            continue
        part = block["element"]
        content = values.get(block["block_id"], {}).get(part.get("action_id", ""), {})
        if not any(value for key, value in content.items() if key != "type"):
            lacking.append(str(part.get("action_id", "")))
    return lacking

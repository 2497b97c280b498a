"""What a person can click, choose or fill in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roleassistant.apps.slack.demo.limits.shapes import (
    Shape,
    array,
    boolean,
    complaint,
    number,
    one_of,
    record,
    string,
)
from roleassistant.apps.slack.demo.limits.texts import ACTION, kind, plain, worded

_OPTION = record(
    {"text": worded(75), "value": string(150)}, {"description": worded(75), "url": string(3000)}
)
_OPTIONS = array(_OPTION, 100)
_GROUPS = array(record({"label": plain(75), "options": _OPTIONS}), 100)
_CONFIRM = record(
    {"title": plain(100), "text": worded(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)
BUTTON = record(
    kind("button") | {"text": plain(75)},
    {
        "action_id": ACTION,
        "value": string(2000),
        "url": string(3000),
        "style": one_of("primary", "danger"),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
    },
)
IMAGE = record(kind("image") | {"alt_text": string(2000)}, {"image_url": string(3000)})
_OF_CHOICE = {"action_id": ACTION, "confirm": _CONFIRM, "focus_on_load": boolean}
_OF_SELECT = {**_OF_CHOICE, "placeholder": plain(150)}
_STATIC = {**_OF_SELECT, "options": _OPTIONS, "option_groups": _GROUPS}
_LISTED = {"initial_users": array(string(20), 100), "max_selected_items": number}


def _select(name: str, more: Mapping[str, Shape]) -> Shape:
    has_options = record(kind(name), {**_OF_SELECT, **more})

    def check(value: Any, where: str) -> Iterator[str]:
        yield from has_options(value, where)
        if "static" in name and ("options" in value) == ("option_groups" in value):
            yield complaint("only one of options and option_groups is required", where)

    return check


CHOICES: Mapping[str, Shape] = {
    "static_select": _select("static_select", {**_STATIC, "initial_option": _OPTION}),
    "multi_static_select": _select(
        "multi_static_select",
        {**_STATIC, "initial_options": _OPTIONS, "max_selected_items": number},
    ),
    "external_select": _select(
        "external_select", {"initial_option": _OPTION, "min_query_length": number}
    ),
    "users_select": _select("users_select", {"initial_user": string(20)}),
    "multi_users_select": _select("multi_users_select", _LISTED),
    "conversations_select": _select(
        "conversations_select",
        {
            "initial_conversation": string(20),
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": lambda value, where: iter(()),
        },
    ),
    "radio_buttons": record(
        kind("radio_buttons") | {"options": array(_OPTION, 10)},
        {**_OF_CHOICE, "initial_option": _OPTION},
    ),
    "checkboxes": record(
        kind("checkboxes") | {"options": array(_OPTION, 10)},
        {**_OF_CHOICE, "initial_options": array(_OPTION, 10)},
    ),
    "datepicker": record(kind("datepicker"), {**_OF_SELECT, "initial_date": string(10)}),
}
OVERFLOW = record(
    kind("overflow") | {"options": array(_OPTION, 5)}, {"action_id": ACTION, "confirm": _CONFIRM}
)
INPUTS: Mapping[str, Shape] = {
    **CHOICES,
    "plain_text_input": record(
        kind("plain_text_input"),
        {
            "action_id": ACTION,
            "initial_value": string(3000, least=0),
            "multiline": boolean,
            "min_length": number,
            "max_length": number,
            "placeholder": plain(150),
            "focus_on_load": boolean,
            "dispatch_action_config": lambda value, where: iter(()),
        },
    ),
}
_VERDICT = record(
    {"text": plain(75), "value": string(2000)}, {"accessibility_label": string(75)}
)  # fmt: skip
FEEDBACK = record(
    kind("feedback_buttons") | {"positive_button": _VERDICT, "negative_button": _VERDICT},
    {"action_id": ACTION},
)
ICON = record(
    kind("icon_button") | {"icon": one_of("trash"), "text": plain(75)},
    {
        "action_id": ACTION,
        "value": string(2000),
        "confirm": _CONFIRM,
        "accessibility_label": string(75),
        "visible_to_user_ids": array(string(20), 100),
    },
)
ACCESSORIES = {**CHOICES, "button": BUTTON, "overflow": OVERFLOW, "image": IMAGE}

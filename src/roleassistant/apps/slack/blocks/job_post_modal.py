"""For which role and level a job post is drafted, and how."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from roleassistant.apps.slack.blocks.actions import JOB_POST_MODAL, JOB_POST_ROLE
from roleassistant.apps.slack.blocks.elements import context, option, plain, rich, runs, text
from roleassistant.apps.slack.blocks.forms import asked, filled, modal, words
from roleassistant.apps.slack.blocks.inert import line, shortened, size
from roleassistant.apps.slack.blocks.limits import OPTION, OPTION_VALUE, OPTIONS
from roleassistant.apps.slack.blocks.message import Json
from roleassistant.indexing.chunks import Role

_LEVEL, _TONE, _LENGTH, _AUDIENCE = "level", "tone", "length", "audience"
_TONES = {
    "direct": "Direct: You run deals.",
    "formal": "Formal: You will run deals.",
    "concise": "Concise: Run deals.",
}
_LENGTHS = {"short": "Short", "standard": "Standard", "long": "Long"}
_AUDIENCES = {"external": "Everybody", "internal": "Colleagues, who know our levels"}


@dataclass(frozen=True, slots=True)
class JobPostForm:
    """What somebody filled in: `role` is a key or, where there are too many to list, what they
    typed. `channel` is where the form was opened from, empty where nowhere."""

    role: str
    level: str
    tone: str = "direct"
    length: str = "standard"
    audience: str = "external"
    channel: str = ""

    @classmethod
    def read(cls, view: Mapping[str, Any]) -> JobPostForm:
        """What a submitted form holds; whether such a role and level exist is checked elsewhere."""
        return cls(
            role=filled(view, JOB_POST_ROLE),
            level=filled(view, _LEVEL),
            tone=_one_of(_TONES, filled(view, _TONE)),
            length=_one_of(_LENGTHS, filled(view, _LENGTH)),
            audience=_one_of(_AUDIENCES, filled(view, _AUDIENCE)),
            channel=str(view.get("private_metadata") or "")[:40],
        )

    def as_text(self) -> str:
        """As JSON, for the queue."""
        return json.dumps(asdict(self), separators=(",", ":"))


def job_post_modal(
    roles: Sequence[Role],
    chosen: Role | None = None,
    level: str = "",
    channel: str = "",
    typed: str = "",
) -> Json:
    """The form. Once a role is `chosen`, the levels are its own; what of the words `typed` it could
    not take is said above it."""
    told = _not_taken(typed, chosen, level)
    return modal(
        "Draft a job post",
        *([context(told)] if told else []),
        _role_field(roles, chosen),
        _level_field([chosen] if chosen else roles, level),
        _choice(_TONE, "Tone", _TONES),
        _choice(_LENGTH, "Length", _LENGTHS),
        _choice(_AUDIENCE, "Who reads it", _AUDIENCES),
        context("Every line of the draft names its source. You edit it; nothing is published."),
        callback=JOB_POST_MODAL,
        submit="Draft",
        about=channel,
    )


def drafting_modal(role: str, level: str) -> Json:
    """What the form turns into once it was sent: where the draft will be."""
    return modal(
        "Draft a job post",
        rich(
            runs(
                text("Your draft of "),
                text(shortened(line(f"{role}, {level}"), 300), "bold"),
                text(" comes in a moment, to you alone: look under Apps, in the Messages tab of "),
                text("this app."),
            ),
        ),
    )


def problems_of(form: JobPostForm, role: Role | None) -> dict[str, str]:
    """What to mend in the form, by field, as `response_action: errors` takes it; empty: nothing.
    `role` is the one that its `role` names."""
    if role is None:
        return {JOB_POST_ROLE: f"No role is called “{shortened(line(form.role), 60)}”."}
    held = [str(level) for level in role.described_levels]
    if form.level in held:
        return {}
    there = shortened(", ".join(held), 200)
    return {_LEVEL: f"{shortened(line(role.title), 80)} has no such level. It has {there}."}


def _not_taken(typed: str, role: Role | None, level: str) -> str:
    if role is None and typed.strip():
        return f"“{shortened(line(typed), 60)}” names no role, or several. Choose one."
    if role is None or not level:
        return ""
    return problems_of(JobPostForm(role.key, level), role).get(_LEVEL, "")


def _role_field(roles: Sequence[Role], chosen: Role | None) -> Json:
    held = [role for role in roles if size(role.key) <= OPTION_VALUE]
    families: dict[str, list[Role]] = {}
    for role in held:
        families.setdefault(role.family, []).append(role)
    listable = held and len(families) <= OPTIONS and max(map(len, families.values())) <= OPTIONS
    if not listable or len(held) < len(roles):
        typed = words(
            most=150,
            lines=False,
            placeholder="A title or a code",
            initial=chosen.key if chosen else "",
        )
        return asked(JOB_POST_ROLE, "Role", typed)
    select: Json = {"type": "static_select", "placeholder": plain("Choose a role")}
    if len(held) <= OPTIONS:
        select["options"] = [_role_option(role) for role in held]
    else:
        select["option_groups"] = [
            {"label": plain(line(family), OPTION), "options": [_role_option(r) for r in members]}
            for family, members in families.items()
        ]
    if chosen is not None and chosen in held:
        select["initial_option"] = _role_option(chosen)
    return {**asked(JOB_POST_ROLE, "Role", select), "dispatch_action": True}


def _role_option(role: Role) -> Json:
    return option(role.title, role.key)


def _level_field(roles: Sequence[Role], level: str) -> Json:
    labels = dict.fromkeys(str(one) for role in roles for one in role.described_levels)
    fitting = [label for label in labels if 0 < size(label) <= OPTION_VALUE][:OPTIONS]
    if not fitting:
        return asked(_LEVEL, "Level", words(most=100, lines=False, initial=level))
    options = [option(label, label) for label in fitting]
    select: Json = {
        "type": "static_select",
        "placeholder": plain("Choose a level"),
        "options": options,
    }
    if level in fitting:
        select["initial_option"] = options[fitting.index(level)]
    return asked(_LEVEL, "Level", select)


def _choice(name: str, label: str, values: Mapping[str, str]) -> Json:
    options = [option(shown, value) for value, shown in values.items()]
    first = 1 if name == _LENGTH else 0
    return asked(
        name,
        label,
        {"type": "static_select", "options": options, "initial_option": options[first]},
    )


def _one_of(values: Mapping[str, str], given: str) -> str:
    default = "standard" if values is _LENGTHS else next(iter(values))
    return given if given in values else default

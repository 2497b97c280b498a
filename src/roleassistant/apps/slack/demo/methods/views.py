"""views.*: modals, which need a fresh trigger to open, and the Home of the app."""

from __future__ import annotations

from roleassistant.apps.slack.demo.limits.surfaces import problems_of_view
from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, method
from roleassistant.apps.slack.demo.workspace import View, Workspace

_STACK = 3


def named(view: Json) -> Json:
    """A view whose blocks all have an id, as Slack keeps it."""
    blocks = [{"block_id": f"b{place}", **block} for place, block in enumerate(view["blocks"])]
    return {**view, "blocks": blocks}


def _view(call: Call, kind: str) -> Json:
    view = call.value("view")
    if view is None:
        raise Refused("invalid_arguments", ["missing required field: view"])
    problems = problems_of_view(view)
    if problems:
        raise Refused("invalid_arguments", problems)
    if view["type"] != kind:
        raise Refused("invalid_arguments", [f"the view must be a {kind}"])
    return named(view)


def _trigger(call: Call) -> str:
    """The person whose click the trigger stands for; it is good once, and for three seconds."""
    trigger = call.text("trigger_id", error="invalid_trigger_id")
    if trigger not in call.triggers.given:
        raise Refused("invalid_trigger_id")
    if trigger in call.triggers.used:
        raise Refused("exchanged_trigger_id")
    user, at = call.triggers.given[trigger]
    if call.now - at > call.triggers.lifetime:
        raise Refused("expired_trigger_id")
    call.triggers.used.add(trigger)
    return user


def _opened(call: Call, view: View) -> Json:
    call.team.views[view.id] = view
    return {"view": view.as_json(call.team.id)}


@method("views.open", a_minute=100)
def open_view(call: Call) -> Json:
    content = _view(call, "modal")
    user = _trigger(call)
    name = call.team.new_id("V")
    for other in call.team.views.values():
        if other.user == user and other.content["type"] == "modal":
            other.open = False
    return _opened(call, View(name, user, content, call.team.clock.stamp(), root=name))


@method("views.push", a_minute=100)
def push(call: Call) -> Json:
    content = _view(call, "modal")
    user = _trigger(call)
    stack = [v for v in call.team.views.values() if v.user == user and v.open]
    if not stack:
        raise Refused("not_found")
    return _opened(call, pushed(call.team, stack[-1], content, len(stack)))


def pushed(team: Workspace, below: View, content: Json, height: int) -> View:
    """A modal on top of another, at most three high."""
    if height >= _STACK:
        raise Refused("push_limit_reached")
    name = team.new_id("V")
    return View(name, below.user, content, team.clock.stamp(), below.root, previous=below.id)


@method("views.update", a_minute=100)
def update(call: Call) -> Json:
    content = _view(call, "modal")
    name, external = call.text("view_id", False), call.text("external_id", False)
    for view in call.team.views.values():
        wanted = view.id == name if name else view.content.get("external_id") == external
        if not wanted or not view.open:
            continue
        if call.text("hash", False) not in ("", view.hash):
            raise Refused("hash_conflict")
        view.content, view.hash = content, call.team.clock.stamp()
        return {"view": view.as_json(call.team.id)}
    raise Refused("not_found")


@method("views.publish", a_minute=100)
def publish(call: Call) -> Json:
    content = _view(call, "home")
    user = call.text("user_id", error="invalid_arguments")
    if user not in call.team.users:
        raise Refused("user_not_found")
    before = call.team.homes.get(user)
    if before is not None and call.text("hash", False) not in ("", before.hash):
        raise Refused("hash_conflict")
    name = before.id if before else call.team.new_id("V")
    view = View(name, user, content, call.team.clock.stamp(), root=name)
    call.team.homes[user] = view
    return {"view": view.as_json(call.team.id)}

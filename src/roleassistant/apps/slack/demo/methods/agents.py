"""auth.test, assistant.threads.* and agents.sessions.*: the pane, its status, title and prompts."""

from __future__ import annotations

from roleassistant.apps.slack.demo.limits.shapes import array, record, string
from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, method
from roleassistant.apps.slack.demo.workspace import APP_ID, BOT_ID, BOT_USER

_PROMPTS = array(record({"title": string(300), "message": string(3000)}), 4)
_LOADING = array(string(300), 10)


@method("auth.test", a_minute=600)
def auth_test(call: Call) -> Json:
    team = call.team
    return {
        "url": f"https://{team.domain}.slack.com/",
        "team": team.name,
        "team_id": team.id,
        "user": "roleassistant",
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "app_id": APP_ID,
        "is_enterprise_install": False,
    }


def _thread(call: Call, required: bool = True) -> tuple[str, str]:
    channel = call.channel("channel_id")
    root = call.text("thread_ts", required=required, error="invalid_thread_ts")
    if root and (channel.id, root) not in call.team.messages:
        raise Refused("invalid_thread_ts")
    return channel.id, root


@method("assistant.threads.setStatus", "assistant:write", "chat:write", a_minute=600)
def set_status(call: Call) -> Json:
    thread = _thread(call)
    status = call.text("status", required=False)
    loading = call.value("loading_messages")
    problems = [*_LOADING(loading, "/loading_messages")] if loading else []
    if problems:
        raise Refused("invalid_arguments", problems)
    if "status" not in call.arguments:
        raise Refused("invalid_arguments", ["missing required field: status"])
    call.team.past_statuses.append((*thread, status))
    if status:
        call.team.statuses[thread] = status
    else:
        call.team.statuses.pop(thread, None)
    return {}


@method("assistant.threads.setTitle", "assistant:write", a_minute=100)
def set_title(call: Call) -> Json:
    call.team.titles[_thread(call)] = call.text("title")
    return {}


@method("assistant.threads.setSuggestedPrompts", "assistant:write", a_minute=100)
def set_suggested_prompts(call: Call) -> Json:
    channel, root = _thread(call, required=False)
    prompts = call.value("prompts")
    problems = [*_PROMPTS(prompts, "/prompts")]
    if problems:
        raise Refused("invalid_arguments", problems)
    title = call.text("title", required=False)
    call.team.prompts[channel, root or None] = {"title": title, "prompts": prompts}
    return {}


@method("agents.sessions.setStatus", "chat:write", a_minute=50)
def set_session(call: Call) -> Json:
    thread = _thread(call)
    status = call.text("status")
    if status not in ("active", "processing", "suspended", "closed"):
        raise Refused("invalid_arguments", ["status must be one of active, processing, …"])
    title = call.text("title", required=False)
    if len(title) > 200:
        raise Refused("invalid_arguments", ["title must be less than 201 characters"])
    if title and thread not in call.team.sessions:
        call.team.titles[thread] = title
    call.team.sessions[thread] = status
    return {"status": status, "agent_status": status, "title": call.team.titles.get(thread, "")}


@method("agents.sessions.rename", "chat:write", a_minute=50)
def rename_session(call: Call) -> Json:
    thread = _thread(call)
    if thread not in call.team.sessions:
        raise Refused("session_not_found")
    title = call.text("title")
    if len(title) > 200:
        raise Refused("invalid_arguments", ["title must be less than 201 characters"])
    call.team.titles[thread] = title
    return {"title": title}

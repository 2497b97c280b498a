"""files.* and canvases.*: an upload in three steps, and a canvas."""

from __future__ import annotations

from roleassistant.apps.slack.demo.methods.calls import Call, Json, Refused, method
from roleassistant.apps.slack.demo.workspace import BOT_USER, Message


@method("files.getUploadURLExternal", "files:write", a_minute=100)
def upload_url(call: Call) -> Json:
    filename = call.text("filename")
    length = int(call.arguments.get("length") or 0)
    if length <= 0:
        raise Refused("invalid_arguments", ["length must be more than 0"])
    name = call.team.new_id("F")
    call.team.files[name] = {"id": name, "name": filename, "size": length, "shared": []}
    return {"upload_url": f"{call.upload_url}/{call.team.id}/{name}", "file_id": name}


@method("files.completeUploadExternal", "files:write", a_minute=100)
def complete(call: Call) -> Json:
    wanted = call.value("files")
    if not isinstance(wanted, list) or not wanted:
        raise Refused("invalid_arguments", ["missing required field: files"])
    done = []
    for one in wanted:
        file = call.team.files.get(one.get("id"))
        if file is None or "content" not in file:
            raise Refused("file_not_found")
        file["title"] = one.get("title") or file["name"]
        done.append({"id": file["id"], "title": file["title"], "name": file["name"]})
    if call.arguments.get("channel_id"):
        channel = call.channel("channel_id")
        message = Message(
            channel.id, call.team.clock.stamp(), BOT_USER,
            call.text("initial_comment", False), call.blocks(),
            thread_ts=call.text("thread_ts", False) or None, files=done, by_app=True,
        )  # fmt: skip
        call.team.say(message)
        call.team.statuses.pop((channel.id, message.root), None)
    return {"files": done}


@method("canvases.create", "canvases:write", a_minute=20)
def create_canvas(call: Call) -> Json:
    content = call.value("document_content") or {}
    if content and (content.get("type") != "markdown" or not content.get("markdown")):
        raise Refused("invalid_arguments", ["document_content must be markdown"])
    name = call.team.new_id("F")
    title = call.text("title", False)
    call.team.canvases[name] = {
        "id": name,
        "title": title,
        "markdown": content.get("markdown", ""),
        "channel": call.text("channel_id", False),
        "readers": [],
    }
    return {"canvas_id": name}


@method("canvases.access.set", "canvases:write", a_minute=50)
def share_canvas(call: Call) -> Json:
    canvas = call.team.canvases.get(call.text("canvas_id"))
    if canvas is None:
        raise Refused("canvas_not_found")
    if call.text("access_level") not in ("read", "write", "owner"):
        raise Refused("invalid_arguments", ["access_level must be one of read, write, owner"])
    canvas["readers"] += (call.value("user_ids") or []) + (call.value("channel_ids") or [])
    return {}


@method("files.info", "files:read", a_minute=100)
def file_info(call: Call) -> Json:
    wanted = call.text("file")
    for name, canvas in call.team.canvases.items():
        if name == wanted:
            address = f"https://{call.team.domain}.slack.com/docs/{call.team.id}/{name}"
            return {"file": {"id": name, "title": canvas["title"], "permalink": address}}
    file = call.team.files.get(wanted)
    if file is None:
        raise Refused("file_not_found")
    return {"file": {key: file[key] for key in ("id", "name", "size")}}

"""Threads in which the bot takes part, and the conversation that each belongs to.

A conversation is mostly one thread. In a direct message what is typed beside any thread goes on
with the one before, if that was a moment ago: people do not always find "reply in thread".
"""

from __future__ import annotations

from dataclasses import replace

import sqlalchemy as sql

from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.storage.database import upsert
from roleassistant.apps.slack.storage.tables import threads

A_MOMENT = 15 * 60


def engaged(connection: sql.Connection, request: Request) -> bool:
    """Whether the bot takes part in the thread of `request`."""
    wanted = sql.select(threads.c.at).where(_here(request))
    return connection.execute(wanted).first() is not None


def take_part(connection: sql.Connection, request: Request, now: float) -> Request:
    """The request with the conversation that it belongs to; the bot takes part in it from here."""
    if request.kind in (Kind.SHARE, Kind.JOB_POST, Kind.THE_REST):
        alone = f"{request.kind}:{request.channel}:{request.user}"
        return replace(request, conversation=request.conversation or alone)
    if request.thread_ts is None:
        # A command has no thread: what a person asks by command in a channel is one conversation.
        alone = f"{request.surface}:{request.channel}:{request.user}"
        return replace(request, conversation=alone)
    row = connection.execute(sql.select(threads).where(_here(request))).first()
    conversation = row.conversation if row is not None else _begun(connection, request, now)
    last = row.user_id if row is not None and row.user_id != request.user else ""
    request = replace(request, conversation=conversation, follows=last)
    assert request.thread_ts is not None
    join(connection, request, request.thread_ts, now)
    return request


def join(connection: sql.Connection, request: Request, thread_ts: str, now: float) -> None:
    """Take part in a thread that the bot began itself, as part of the conversation of `request`."""
    values = {
        "team": request.team,
        "channel": request.channel,
        "thread": thread_ts,
        "conversation": request.conversation,
        "user_id": request.user,
        "at": now,
    }
    upsert(connection, threads, values)


def _begun(connection: sql.Connection, request: Request, now: float) -> str:
    """The conversation of a thread that is new."""
    own = f"{request.channel}:{request.thread_ts}"
    if request.surface is not Surface.DIRECT or request.ts != request.thread_ts:
        return own
    last = (
        sql.select(threads.c.conversation)
        .where(
            threads.c.team == request.team,
            threads.c.channel == request.channel,
            threads.c.at > now - A_MOMENT,
        )
        .order_by(threads.c.at.desc())
        .limit(1)
    )
    return connection.execute(last).scalar() or own


def forget_threads(connection: sql.Connection, before: float) -> None:
    """Delete threads in which nobody asked since `before`."""
    connection.execute(sql.delete(threads).where(threads.c.at < before))


def forget_threads_of(connection: sql.Connection, team: str, user: str) -> None:
    """Delete the threads in which `user` was the last to ask."""
    connection.execute(sql.delete(threads).where(threads.c.team == team, threads.c.user_id == user))


def _here(request: Request) -> sql.ColumnElement[bool]:
    return sql.and_(
        threads.c.team == request.team,
        threads.c.channel == request.channel,
        threads.c.thread == request.thread_ts,
    )

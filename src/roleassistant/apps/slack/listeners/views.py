"""Forms that were filled in."""

from __future__ import annotations

from typing import Any

from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks import actions as ids
from roleassistant.apps.slack.blocks.feedback_modal import FeedbackForm
from roleassistant.apps.slack.blocks.job_post_modal import (
    JobPostForm,
    drafting_modal,
    problems_of,
)
from roleassistant.apps.slack.blocks.sharing_modal import ShareForm
from roleassistant.apps.slack.inbox import identity_of_press
from roleassistant.apps.slack.listeners.reception import Reception, team_in
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.requests import Kind, Request, Surface
from roleassistant.apps.slack.storage.queue import Accepted
from roleassistant.apps.slack.storage.traces import Feedback


def register(app: AsyncApp, reception: Reception) -> None:
    """Listen to forms."""
    runtime = reception.runtime

    async def on_feedback(view: dict[str, Any], ack: AsyncAck, context: AsyncBoltContext) -> None:
        try:
            form = FeedbackForm.read(view)
        except ValueError:
            await ack()
            return
        team, user = team_in(context), context.user_id or ""
        trace = await runtime.accepting(lambda: runtime.traces.get(form.answer_id))
        # Where the form was opened from a channel is checked when it is opened.
        if trace is not None and trace.team == team and (trace.public or trace.user == user):
            given = Feedback(
                trace.id,
                team,
                user,
                good=False,
                wrong=form.wrong,
                expected=form.expected or None,
                comment=form.comment or None,
            )
            await runtime.accepting(lambda: runtime.traces.rate(given))
        await ack()

    async def on_share(
        view: dict[str, Any],
        body: dict[str, Any],
        ack: AsyncAck,
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        try:
            form = ShareForm.read(view)
        except ValueError:
            await ack()
            return
        request = Request(
            kind=Kind.SHARE,
            surface=Surface.MENTION,
            team=team_in(context),
            enterprise=context.enterprise_id,
            user=context.user_id or "",
            channel=form.channel,
            text=form.words,
            about=form.answer_id,
        )
        await reception.take(identity_of_press(body, request.team), request, client)
        await ack()

    async def on_job_post(
        view: dict[str, Any],
        body: dict[str, Any],
        ack: AsyncAck,
        context: AsyncBoltContext,
        client: AsyncWebClient,
    ) -> None:
        form, user = JobPostForm.read(view), context.user_id or ""
        team = team_in(context)
        groups = await runtime.audience.groups_of(client, team, user, public=False)
        named = await in_a_thread(lambda: runtime.service.named(form.role, groups))
        problems = problems_of(form, named.role if named else None)
        if problems:
            await ack(response_action="errors", errors=problems)
            return
        title = named.role.title if named else form.role
        request = Request(
            kind=Kind.JOB_POST,
            surface=Surface.DIRECT,
            team=team,
            enterprise=context.enterprise_id,
            user=user,
            channel=user,
            text=f"{title}, {form.level}",
            about=form.as_text(),
        )
        accepted = await reception.take(identity_of_press(body, team), request, client)
        if accepted is Accepted.FULL:
            await ack()
        else:
            await ack(response_action="update", view=drafting_modal(title, form.level))

    app.view(ids.FEEDBACK_MODAL)(on_feedback)
    app.view(ids.SHARE_MODAL)(on_share)
    app.view(ids.JOB_POST_MODAL)(on_job_post)

"""`/role jobpost`: the draft that its form asks for, given to whoever asked, in their own messages.

The draft is a Word document with a comment for each line's sources, and what is left to decide is
told beside it. Nothing is published: the recruiter edits the document.
"""

from __future__ import annotations

import json
import logging
import secrets
from dataclasses import replace

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.job_post_draft import draft_begins, draft_summary, draft_text
from roleassistant.apps.slack.blocks.job_post_modal import JobPostForm
from roleassistant.apps.slack.delivery import Delivery
from roleassistant.apps.slack.off_loop import in_a_thread
from roleassistant.apps.slack.outcomes import Undeliverable
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.jobs import Job

_log = logging.getLogger(__name__)


async def deliver_job_post(runtime: Runtime, client: AsyncWebClient, job: Job) -> None:
    """Draft what the form of `job` asks for, and give it to whoever asked.

    Where the app may not upload files, the draft comes as messages.

    Raises:
        Later: not now.
        UsageError: the role or the level is gone since the form was filled in.
    """
    from roleassistant.recruiting.forms import Form, render
    from roleassistant.recruiting.forms.working import told

    delivery = Delivery(runtime, client)
    request = job.request
    form = JobPostForm(**json.loads(request.about))
    groups = await runtime.audience.groups_of(client, request.team, request.user, public=False)
    post = await in_a_thread(lambda: runtime.service.draft(form, groups))
    name = f"{post.role_code}-job-post".replace("/", "-")
    word, plain = await in_a_thread(lambda: (render(post, Form.DOCX), render(post, Form.TXT)))
    notes = [(group.heading, [text for text, _ in group.items]) for group in told(post)]
    summary = draft_summary(post.title.text, post.profile_title, post.level, notes)
    # By it the draft is found where a call broke off; no other draft has it.
    progress = replace(job.progress, answer=job.progress.answer or secrets.token_urlsafe(9))
    job = await delivery.opened(
        replace(job, progress=progress), draft_begins(post.profile_title, post.level)
    )
    if not job.progress.filed:
        job = (await delivery.settle(job, [summary])).job
    try:
        await delivery.file(job, word, f"{name}.docx", f"{post.title.text}: draft")
    except Undeliverable as problem:
        _log.info("The app may not upload a file (%s); a draft comes as messages.", problem)
        assert isinstance(plain, str)
        await delivery.settle(job, [[*summary, *draft_text(plain)]])

"""`/role jobpost`: a form, and the draft that comes of it.

The drafting itself is `recruiting`'s; this is the one place that calls it.
"""

from __future__ import annotations

from slack_sdk.web.async_client import AsyncWebClient

from roleassistant.apps.slack.blocks.message import Message
from roleassistant.apps.slack.delivery import Delivery
from roleassistant.apps.slack.runtime import Runtime
from roleassistant.apps.slack.storage.queue import Job

NOT_INSTALLED = "Job posts are not part of this installation yet."


def available() -> bool:
    """Whether job posts can be drafted here."""
    return False


async def deliver_job_post(runtime: Runtime, client: AsyncWebClient, job: Job) -> None:
    """Draft what the form of `job` asks for, and give it to whoever asked."""
    await Delivery(runtime, client).settle(job, [[Message(NOT_INSTALLED, ())]])

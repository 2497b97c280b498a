"""Answers for the bot, knowing nothing of Slack: who asks, in which conversation, with what rights.

Every method blocks, and is called in a thread. Visibility is decided here and nowhere else: what
`Asker.groups` may not see is not there for them, in answers, counts, suggestions and sources.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from roleassistant.answering.assistant import Answered, Assistant
from roleassistant.answering.conversation.store import ConversationStore, ThreadKey
from roleassistant.answering.conversation.threads import Threads
from roleassistant.apps.slack.first_questions import first_questions
from roleassistant.domain.answer import Answer, Citation
from roleassistant.domain.visibility import View, Viewer
from roleassistant.errors import ConversationsUnavailable, IndexUnusable, UsageError
from roleassistant.indexing.chunks import Chunk, Role
from roleassistant.settings import Settings

if TYPE_CHECKING:
    from roleassistant.apps.slack.blocks.job_post_modal import JobPostForm
    from roleassistant.recruiting.post import JobPost

_NEIGHBOURS = 2
# The name of no view: nobody sees what was seen in it.
NOBODYS = "nobody's"


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks. `groups` are those by which profiles restrict themselves; empty for everybody,
    which is also what stands where others read the answer. `conversation` is where they talk, and
    `follows` who spoke there last, where that was somebody else."""

    team: str
    user: str
    conversation: str
    groups: frozenset[str] = frozenset()
    follows: str = ""

    @property
    def key(self) -> ThreadKey:
        """The stored conversation: of this user alone, so that nobody's own words reach others."""
        return ThreadKey(owner_of(self.team, self.user), self.conversation)


@dataclass(frozen=True, slots=True)
class Named:
    """A role that somebody typed, and the level with it, empty where they typed none."""

    role: Role
    level: str = ""


def owner_of(team: str, user: str) -> str:
    """A user of a workspace, as owner of conversations."""
    return f"slack:{team}:{user}"


class AnswerService:
    """Safe from several threads."""

    def __init__(self, assistant: Assistant, store: ConversationStore) -> None:
        self._assistant = assistant
        self._store = store
        self._threads = Threads(assistant, store)

    @classmethod
    def of(cls, settings: Settings, assistant: Assistant) -> AnswerService:
        """Over an index, with conversations where the settings keep them."""
        store = ConversationStore(
            settings.conversations, settings.index, keep_days=settings.conversations_keep_days
        )
        return cls(assistant, store)

    @property
    def is_slow(self) -> bool:
        """Whether a language model words the answers, which takes seconds."""
        return self._assistant.writer is not None

    def warm_up(self) -> None:
        """Open the index, so that the first question does not wait for it.

        Raises:
            IndexUnusable: there is no index that can answer.
        """
        _ = self._assistant.evidence

    def answer(
        self, question: str, asker: Asker, watch: Callable[[Answer], None] | None = None
    ) -> Answered:
        """Answer the next turn of the asker's conversation. `watch` is given what is verified of
        it so far, piece by piece, while a language model is at work.

        Raises:
            UsageError: the question is empty.
            IndexUnusable: there is no index that can answer.
        """
        viewer = Viewer.of(*asker.groups)
        after = (
            ThreadKey(owner_of(asker.team, asker.follows), asker.conversation)
            if asker.follows
            else None
        )
        return self._threads.answer(asker.key, question, viewer, after=after, watch=watch)

    def view(self, groups: frozenset[str]) -> str:
        """What these groups see of the index as it is now, as a name: an answer is shown again to
        those alone who see all of the view that it was given in."""
        return str(self._seen(groups).view)

    def choices(self, asker: Asker) -> tuple[Role, ...]:
        """The roles among which the last answer of the conversation asks to choose."""
        view = self._seen(asker.groups).view
        try:
            keys = self._store.load(asker.key, view).thread.choices
        except ConversationsUnavailable:
            return ()  # the answer names them all the same
        return tuple(role for role in self.roles(asker.groups) if role.key in keys)

    def first_questions(self, groups: frozenset[str], channel: str = "") -> tuple[str, ...]:
        """Questions for somebody who does not know what the index holds; where the `channel` that
        they look at is called like a role, of that role first."""
        return first_questions(self._seen(groups).evidence, self.roles(groups), channel)

    def named(self, text: str, groups: frozenset[str]) -> Named | None:
        """The role that `text` names, with the level that it names; None where it names none, or
        several."""
        allowed = {role.key: role for role in self.roles(groups)}
        if text.strip() in allowed:
            return Named(allowed[text.strip()])
        if not text.strip():
            return None
        plan = self._seen(groups).plan(text)
        found = {m.role.key: m.role for m in (*plan.roles, *plan.candidates)}
        if plan.implied_role or len(found) != 1 or not found.keys() <= allowed.keys():
            return None
        (role,) = found.values()
        return Named(role, str(plan.levels[0]) if plan.levels else "")

    def roles(self, groups: frozenset[str]) -> tuple[Role, ...]:
        """The roles that may be seen."""
        return self._seen(groups).evidence.generation.roles

    def around(self, citation: Citation, groups: frozenset[str]) -> tuple[Chunk, ...]:
        """The statements that stand around a cited one, it among them, in the order of the page;
        empty where the index does not hold it any more, or not for these groups."""
        evidence = self._seen(groups).evidence
        roles = evidence.generation.roles
        role = next((role for role in roles if citation.role_code in role.codes), None)
        if role is None:
            return ()
        section = [c for c in evidence.all_of(role) if c.statement.heading == citation.heading]
        for position, chunk in enumerate(section):
            if _is_cited(citation, chunk):
                first = max(0, position - _NEIGHBOURS)
                return tuple(section[first : position + _NEIGHBOURS + 1])
        return ()

    def may_see(self, view: str, groups: frozenset[str]) -> bool:
        """Whether these groups see, as the index is now, all that was seen in `view`."""
        try:
            return View.parse(view).within(self._seen(groups).view)
        except (ValueError, IndexUnusable):
            return False

    def draft(self, form: JobPostForm, groups: frozenset[str]) -> JobPost:
        """The draft of the job post that a form asks for.

        Raises:
            UsageError: there is no such role or level, or not for these groups.
            IndexUnusable: there is no index that can answer.
        """
        from roleassistant.recruiting.drafting import draft
        from roleassistant.recruiting.options import Audience, Length, Options, Tone

        named = self.named(form.role, groups)
        levels = named.role.described_levels if named is not None else ()
        level = next((one for one in levels if str(one) == form.level), None)
        if named is None or level is None:
            raise UsageError(f"There is no {form.role} {form.level} to draft a job post for.")
        chosen = Options(
            length=Length(form.length), tone=Tone(form.tone), audience=Audience(form.audience)
        )
        return draft(self._seen(groups), named.role, level, chosen)

    def forget(self, team: str, user: str) -> None:
        """Delete every conversation of a user.

        Raises:
            ConversationsUnavailable: the store is locked, or does not answer.
        """
        self._store.forget(owner_of(team, user))

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def _seen(self, groups: frozenset[str]) -> Assistant:
        """The assistant for those groups; it knows nothing that they may not see."""
        return self._assistant.seen_by(Viewer.of(*groups))


def _is_cited(citation: Citation, chunk: Chunk) -> bool:
    where = (citation.source.document, citation.source.line_start)
    return chunk.statement.text == citation.quote and any(
        (source.path, source.line_start) == where for source in chunk.sources
    )

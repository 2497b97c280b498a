"""What a recruiter is told on stderr beside a draft: what is to be done before it can go out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from roleassistant.apps.cli import diagnostics

if TYPE_CHECKING:
    from roleassistant.answering.assistant import Assistant
    from roleassistant.domain import Level
    from roleassistant.indexing.chunks import Role
    from roleassistant.recruiting.post import JobPost


def tell(post: JobPost, form: str) -> None:
    """What the recruiter has to do before the post can go out, on stderr."""
    from roleassistant.answering.wording import counted

    for choice in post.undecided:
        sides = ", ".join(f"{side.key}: {side.text}" for side in choice.sides)
        diagnostics.warn(
            f"The profile disagrees on {choice.about} ({sides}). Take a side: "
            f"--choose {choice.id}=a"
        )
    for one in (one for one in post.dropped if one.reason.startswith(_GRAVE)):
        diagnostics.warn(f"Left out: “{one.text}” ({one.reason})")
    for notice in post.notices:
        source = f" Source: {notice.source}." if notice.source else ""
        diagnostics.say(f"{notice.text}{source}")
    blanks = len(post.missing) - len(post.undecided)
    if blanks:
        diagnostics.say(f"{counted(blanks, 'part')} to fill in: marked […] in the post; --facts.")
    if form == "jsonld":
        from roleassistant.recruiting.forms.jsonld import GIVEN_BY, missing

        for field, required in missing(post):
            kind = "required" if required else "recommended"
            given = f": give {GIVEN_BY[field]} in --facts" if field in GIVEN_BY else ""
            diagnostics.say(f"{field} is {kind} by large job boards and missing{given}.")


def tell_review(post: JobPost, assistant: Assistant, role: Role, level: Level) -> None:
    """What the review of `jobpost lint` finds in the words of the draft; what is yet to be filled
    in is told already, and colleagues know the codes of the house."""
    from roleassistant.recruiting.forms import render
    from roleassistant.recruiting.lint import Context, lint, profile_of
    from roleassistant.recruiting.options import Audience

    profile = profile_of(assistant.evidence.generation, role, level)
    text = render(post, "md", published=True)
    told = _TOLD if post.options.audience is Audience.EXTERNAL else _TOLD | {"internal-code"}
    for found in lint(str(text), Context(format="markdown", profile=profile)):
        if found.place is not None and found.rule not in told:
            diagnostics.say(
                f"review: {found.severity.value} {found.rule}: “{found.place.excerpt}”. "
                f"{found.why} {found.suggestion}"
            )


_TOLD = frozenset({"placeholder"})
# Why a line was left out that a recruiter would miss; repetitions and length are in the draft.
_GRAVE = ("not supported", "holds an internal code", "reads like an order")

"""How easily a draft reads, and what is told where that is outside the range that is promised.

A draft keeps the words of its profile, and so reads as hard as they do.
"""

from __future__ import annotations

from roleassistant.recruiting.post import JobPost, Notice

# Flesch's reading ease of the whole post: below 0 are texts that nobody reads, above 80 such as say
# little.
RANGE = (0.0, 80.0)
# Below this, the review warns as well (`reading-ease-min`).
HARD = 25.0
_NAMED = 3


def ease_of(post: JobPost) -> float:
    """Flesch's reading ease of what a reader gets."""
    from roleassistant.recruiting.forms import render
    from roleassistant.recruiting.lint.formats.opening import read_text
    from roleassistant.recruiting.lint.readability import readability

    text = render(post, "md", published=True)
    assert isinstance(text, str)
    return readability(read_text(text, "markdown")).ease


def is_readable(ease: float) -> bool:
    """Whether it is within the range."""
    return RANGE[0] <= ease <= RANGE[1]


def of_ease(post: JobPost) -> tuple[Notice, ...]:
    """What the recruiter is told of a draft that reads hard, with the lines that
    are longest; nothing of any other."""
    ease = ease_of(post)
    if ease >= HARD:
        return ()
    lines = sorted((line.text for _, line in post.lines()), key=lambda text: -len(text.split()))
    named = " ".join(f"“{text}”" for text in lines[:_NAMED])
    return (
        Notice(
            f"This draft is hard to read: Flesch's reading ease is {ease:.0f}, and the review asks "
            f"for {HARD:.0f} and more. Its sentences are those of the profile; split "
            f"the longest before you publish it: {named}"
        ),
    )

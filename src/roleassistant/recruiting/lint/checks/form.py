"""How a post looks: length, lists, repetition, capitals, exclamation marks, its title."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from roleassistant.recruiting.lint.post import Block, Kind, Part, Post
from roleassistant.recruiting.lint.rule import Hit

_CAPITALS = re.compile(
    r"(?<![\w/.-])[A-ZÀ-Þ]{2,}(?:['’][A-Z]+)?(?:[ ,]+(?:[A-ZÀ-Þ]{2,}|"
    r"[AI])(?:['’][A-Z]+)?)*(?![\w/-])"
)
_SHOUTED = frozenset(
    "URGENT URGENTLY IMMEDIATE IMMEDIATELY MUST NOW NOT ONLY NEVER ALWAYS WANTED HIRING NEEDED "
    "ASAP "
    "REQUIRED MANDATORY ESSENTIAL IMPORTANT AMAZING GREAT HUGE APPLY JOIN START BEST FREE "
    "ATTENTION "
    "PLEASE NO ALL EXPERIENCED EVERY VERY MORE TODAY EXCITING".split()
)
_MARKS = re.compile(r"!+(?:\s*1+)?")
_EMOJI = re.compile(r"[\U0001F300-\U0001FAFF\u2600-\u27BF\u2B50\u2B06\u23E9-\u23FF]\ufe0f?")
_TITLE_ODD = re.compile(
    r"\b(?:urgent\w*|wanted|hiring|needed|vacancy|apply|join|immediate\w*|opportunity|exciting)\b",
    re.I,
)
_MOST_COMPARED = 400
_SAME = 0.86


def check(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    """Hits of form; `limits` are those of the configuration."""
    yield from _length(post, limits)
    yield from _lists(post, limits)
    yield from _repeated(post)
    yield from _shouted(post)
    yield from _exclaimed(post)
    yield from _title(post, limits)
    emoji = [(b, m) for b in post.blocks for m in _EMOJI.finditer(b.text)]
    if len(emoji) > limits["emoji"]:
        block, found = emoji[limits["emoji"]]
        yield Hit("emoji", block, *found.span(), f"{len(emoji)} emoji; a screen reader reads each.")


def _length(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    words = post.words
    if words < limits["words-min"]:
        yield Hit(
            "too-short", why=f"{words} words; fewer than {limits['words-min']} say too little."
        )
    if words > limits["words-max"]:
        yield Hit(
            "too-long",
            why=f"{words:,} words; posts of over {limits['words-max']:,} are left unread.",
        )
    for heading, members in _sections(post):
        size = sum(len(block.words) for block in members)
        if size > limits["section-words"]:
            name = f"“{heading.text}”" if heading else "What stands before the first heading"
            yield Hit(
                "section-long",
                heading or members[0],
                why=f"{name} has {size} words, more than {limits['section-words']}.",
            )
    for block in post.of(kinds=(Kind.PARAGRAPH,)):
        if (size := len(block.words)) > limits["paragraph-words"]:
            why = f"A paragraph of {size} words; on a telephone that fills the screen."
            yield Hit("long-paragraph", block, 0, min(80, len(block.text)), why)


def _sections(post: Post) -> Iterator[tuple[Block | None, list[Block]]]:
    heading: Block | None = None
    members: list[Block] = []
    for block in post.blocks:
        if block.kind is Kind.HEADING:
            if members:
                yield heading, members
            heading, members = block, []
        else:
            members.append(block)
    if members:
        yield heading, members


def _lists(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    for heading, members in _sections(post):
        bullets = [block for block in members if block.kind is Kind.BULLET]
        if len(bullets) > limits["bullets"]:
            name = f" under “{heading.text}”" if heading else ""
            why = f"{len(bullets)} bullets{name}; after {limits['bullets']} few read on."
            yield Hit("long-list", bullets[limits["bullets"]], why=why)


def _repeated(post: Post) -> Iterator[Hit]:
    from rapidfuzz import fuzz

    seen: list[tuple[Block, str, frozenset[str]]] = []
    for block in post.prose():
        words = [word.casefold() for word in block.words]
        if len(words) < 2:
            continue
        text = " ".join(words)
        bag = frozenset(word.rstrip("s") for word in words if len(word) > 3)
        for earlier, before, others in seen[-_MOST_COMPARED:]:
            shared = len(bag & others) / max(1, min(len(bag), len(others)))
            if shared < 0.75:
                continue
            # The same numbers, too: "visits of 2 hours" and "visits of 4 hours" are two things.
            if re.findall(r"\d+", text) != re.findall(r"\d+", before):
                continue
            alike = fuzz.ratio(text, before) / 100
            sorted_alike = fuzz.token_sort_ratio(text, before) / 100
            # Of two or three words, only the same ones say the same.
            least = _SAME if len(words) > 3 and len(before.split()) > 3 else 1.0
            if max(alike, sorted_alike) >= least or (shared == 1 and _contains(words, before)):
                why = f"It says what line {earlier.first_line} says: “{_short(earlier.text)}”."
                yield Hit("duplicate-bullet", block, why=why)
                break
        seen.append((block, text, bag))


def _contains(words: list[str], before: str) -> bool:
    text = " ".join(words)
    shorter, longer = sorted((text, before), key=len)
    return len(shorter.split()) >= 5 and shorter in longer and len(longer) < 1.6 * len(shorter)


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:67].rstrip()}…"


def _shouted(post: Post) -> Iterator[Hit]:
    for block in post.blocks:
        # Headings in capitals are a house style of plain text; a title is not.
        if block.kind is Kind.HEADING and block.part is not Part.TITLE:
            continue
        for found in _CAPITALS.finditer(block.text):
            words = re.findall(r"[A-ZÀ-Þ]{2,}", found.group())
            long = [word for word in words if len(word) >= 4]
            shouts = any(word in _SHOUTED for word in words)
            # Abbreviations in a row ("AWS EKS", "CRM SAP ERP") shout nothing.
            if (
                (shouts and not _is_label(block, found.start(), words))
                or len(long) >= 3
                or (len(long) == 2 and all(re.search("[AEIOUY]", w) and len(w) > 4 for w in long))
            ):
                yield Hit("shouting", block, found.start(), found.end())


def _is_label(block: Block, start: int, words: list[str]) -> bool:
    """ "NOT" within a sentence stresses one word; "IT", "NHS" and the like are none of these."""
    return (
        len(words) == 1
        and words[0] in {"NO", "ALL", "NOT", "ONLY", "NOW", "START"}
        and start > 0
        and (len(block.words) < 3)
    )


def _exclaimed(post: Post) -> Iterator[Hit]:
    marks = [(block, found) for block in post.blocks for found in _MARKS.finditer(block.text)]
    double = [one for one in marks if one[1].group().count("!") > 1]
    if double:
        block, found = double[0]
        yield Hit("exclamation", block, *found.span(), "More than one in a row reads as shouting.")
    elif len(marks) > 1:
        block, found = marks[1]
        yield Hit("exclamation", block, *found.span(), f"{len(marks)} of them in one post.")


def _title(post: Post, limits: Mapping[str, int]) -> Iterator[Hit]:
    if not post.title:
        return
    block = next(post.of(Part.TITLE))
    if len(post.title) > limits["title-characters"]:
        yield Hit(
            "title",
            block,
            why=f"{len(post.title)} characters; boards cut titles at about 60 to 80.",
        )
    elif found := _TITLE_ODD.search(post.title):
        yield Hit("title", block, *found.span(), f"“{found.group()}” is no part of a job's name.")

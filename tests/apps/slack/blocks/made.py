"""Answers made up for tests: of any size, with text that would do harm if Slack obeyed it."""

from __future__ import annotations

from hypothesis import Phase, settings
from hypothesis import strategies as st

from roleassistant.domain import Attribution, SourceSpan
from roleassistant.domain.answer import (
    Answer,
    Citation,
    Claim,
    Conflict,
    ConflictSide,
    Fact,
    Facts,
    Heading,
    Remark,
    Table,
    TableRow,
)

# An answer has hundreds of parts: to make a failing one smaller takes minutes.
several = settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])

# What Slack or Markdown would read as a call, a link, a format, a mark or a table, and what is
# easily broken when text is cut.
HOSTILE = (
    "<!channel>", "<!here|here>", "<!subteam^S0123ABCD>", "<@U0123ABCD>", "<#C0123ABCD|general>",
    "@here", "@channel", "@everyone", "<https://evil.example|your bank>", "https://evil.example/a?b",
    "[click](https://evil.example)", "*bold*", "_italic_", "~gone~", "`code`", "```", "[1]", "[99]",
    "&lt;!channel&gt;", "&amp;", "<script>", ">", "# title", "- item", "1. item", "|", ":smile:",
    "\u202egnirts\u202c", "\x1b[31m", "\ud800", "a\u0301\u0302", "👩🏽‍💻", "🇩🇪🇫🇷", "✈️",
    "客户经理负责", "レベル", "מה", "\u200b", "\r\n", "\t",
)  # fmt: skip
_WORDS = ("Owns", "the", "plan", "of", "a", "region.", "Decides;", "6–9", "years", "P4")

words = st.one_of(
    st.lists(st.sampled_from(_WORDS + HOSTILE), min_size=1, max_size=12).map(" ".join),
    st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=8).map("".join),
    st.sampled_from(HOSTILE),
)
# Longer than a section, a message and what Slack takes at all.
long_words = st.builds(
    lambda part, times: (part + " ") * times, words, st.sampled_from([30, 120, 400])
)
any_words = st.one_of(words, words, words, long_words)


@st.composite
def answers(draw: st.DrawFn, most: int = 40) -> Answer:
    """An answer of which every fact is cited and every citation is used."""
    facts_left = draw(st.integers(1, most))
    citations: list[Citation] = []
    claims: list[Claim] = []
    labels = st.none() | words

    def fact() -> Fact:
        citations.append(draw(_citations(str(len(citations) + 1))))
        numbers = [citations[-1].id]
        if len(citations) > 2 and draw(st.booleans()):
            numbers.append(citations[draw(st.integers(0, len(citations) - 2))].id)
        text = draw(any_words)
        claims.append(Claim(text, tuple(numbers), "supported", 1.0))
        return Fact(text, tuple(numbers), draw(labels), draw(labels))

    blocks: list[Heading | Remark | Facts | Table] = []
    while facts_left > 0:
        match draw(st.sampled_from(["heading", "remark", "facts", "facts", "table"])):
            case "heading":
                blocks.append(Heading(draw(words)))
            case "remark":
                blocks.append(Remark(draw(words)))
            case "facts":
                count = draw(st.integers(1, min(12, facts_left)))
                blocks.append(Facts(tuple(fact() for _ in range(count))))
                facts_left -= count
            case _:
                columns = tuple(f"P{n}" for n in range(1, draw(st.sampled_from([2, 3, 25])) + 1))
                rows = []
                for _ in range(draw(st.integers(1, 6))):
                    cells = [
                        tuple(fact() for _ in range(draw(st.sampled_from([0, 1, 1, 3]))))
                        for _ in columns[:3]
                    ]
                    facts_left -= sum(map(len, cells))
                    cells += [()] * (len(columns) - len(cells))
                    rows.append(TableRow(draw(words), tuple(cells)))
                blocks.append(Table(columns, tuple(rows)))
        facts_left -= 1
    conflicts = []
    if len(citations) > 1 and draw(st.booleans()):
        about = draw(words)
        sides = tuple(ConflictSide(draw(words), c.id) for c in citations[:2])
        conflicts.append(Conflict(about, sides))
        if draw(st.booleans()):  # else the answer does not tell it by itself
            told = tuple(Fact(side.text, (side.citation,)) for side in sides)
            blocks += [Heading(f"The profiles disagree: {about}"), Facts(told)]
    return Answer(
        question=draw(words),
        intent="lookup",
        blocks=tuple(blocks),
        claims=tuple(claims),
        citations=tuple(citations),
        conflicts=tuple(conflicts),
        suggestions=tuple(draw(st.lists(any_words, max_size=4))),
        warnings=tuple(draw(st.lists(words, max_size=1))),
    )


@st.composite
def _citations(draw: st.DrawFn, number: str) -> Citation:
    how = draw(st.sampled_from([("stated", None), ("inferred", 0.95), ("computed", None)]))
    page = draw(st.sampled_from(["sales/p4.txt", "sales/p5.txt", f"{'deep/' * 30}page.txt"]))
    first = draw(st.integers(1, 400))
    span = SourceSpan(page, "f" * 64, first, first + draw(st.integers(0, 3)), 0, 10)
    return Citation(
        id=number,
        role_code="SALES.FIELD.P4",
        title=draw(words),
        section=draw(words),
        heading=draw(words),
        level=draw(st.sampled_from([None, "P4", "Band 6"])),
        dimension=draw(st.none() | words),
        quote=draw(any_words),
        attribution=Attribution(how[0], None, how[1]),
        source=span,
        ingested_at="2026-01-31T09:00:00Z",
        also_at=(span,) * draw(st.sampled_from([0, 1, 30])),
    )

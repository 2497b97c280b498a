"""What sort of value a question wants, and whether a statement gives one.

"The error budget in percent" is not answered by a sentence that speaks of the error budget: it
takes a percentage. So a question that says what sort of value it wants is answered only from
statements that hold one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.domain.pattern import Pattern
from roleassistant.domain.quantity import NUMBER_WORDS
from roleassistant.retrieval.words import FUNCTION_WORDS, stem, tokens

_TENS = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|hundreds?"
_NUMBER = rf"(?:\d[\d.,]*|{'|'.join(sorted(NUMBER_WORDS, key=len, reverse=True))}|a dozen|a pair|half|{_TENS})"
_COUNTED = Pattern(
    r"\b(?:how many|number of|count of)\s+(?:(?:of|the|different|other|more|"
    r"direct)\s+)*((?:[a-z'’-]+\s?){1,3})"
)


@dataclass(frozen=True, slots=True)
class Value:
    """A sort of value. `label` completes "they give no …"; `text` matches a statement with one.
    `counts` says that it is the number of things that a question names."""

    label: str
    text: Pattern
    counts: bool = False

    def given_in(self, text: str) -> bool:
        return bool(self.text.search(text))


_PERCENTAGE = Value("percentage", Pattern(r"\d\s*%|\bper ?cent\b", re.I))
MONEY = Value(
    "amount of money",
    Pattern(
        r"[$€£¥]\s?\d|\d[\d.,]*\s*(?:k|m|million|thousand)?\s*(?:euros?|eur|dollars?|usd|gbp|pounds?|"
        r"chf|francs?|crowns?|kron(?:er|or|a)|marks?|yen|yuan|rupees?|pesos?|zloty|roubles?|"
        r"lira|rand|dirhams?|riyals?|reais|forints?)\b|\b(?:usd|eur|gbp|chf)\s?\d",
        re.I,
    ),
)
# What somebody may spend is stated in money, or as a share.
SUM = Value("amount of money", Pattern(rf"{MONEY.text.pattern}|{_PERCENTAGE.text.pattern}", re.I))
_DATE = Value(
    "date",
    Pattern(
        r"\b(?:19|20)\d\d\b|\b(?:january|february|march|april|may|june|july|august|september|october|"
        r"november|december|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b|\d:\d\d|\bq[1-4]\b",
        re.I,
    ),
)
_UNIT = r"(?:minutes?|hours?|days?|weeks?|months?|quarters?|years?|yrs?)"
_DURATION = Value(
    "duration",
    Pattern(
        rf"\b{_NUMBER}\+?[\s-]+(?:\w+ )?{_UNIT}\b|"
        rf"\b(?:within|after|for|in|of|until|up to) (?:an? |the (?:coming|next) ){_UNIT}\b|"
        rf"\b(?:the|that|on|by|within) (?:very )?(?:same|next|following) (?:working |business |calendar )?"
        rf"(?:shift|morning|evening|{_UNIT})\b|\b(?:overnight|same-day|next-day)\b",
        re.I,
    ),
)
_FREQUENCY = Value(
    "frequency",
    Pattern(
        rf"\b(?:every|each|once|twice|per|{_NUMBER} times)\b.*|\b(?:daily|weekly|monthly|quarterly|"
        rf"yearly|"
        rf"annual(?:ly)?|regular(?:ly)?|continuous(?:ly)?|constant(?:ly)?|frequent(?:ly)?|often|"
        rf"occasional(?:ly)?|rarely|seldom|routinely|fortnightly|hourly|bi-?(?:weekly|monthly))\b|\ba (?:day|week|month|"
        rf"year)\b|"
        rf"\b{_NUMBER} (?:[\w-]+ )?(?:in|of|out of) {_NUMBER}\b|"
        rf"\b{_NUMBER} [\w-]+ (?:an?|per) (?:{_UNIT})\b",
        re.I,
    ),
)
_FIGURE = Value("figure", Pattern(rf"\d|\b{_NUMBER}\b", re.I))
# No number of days: "after ninety days" tells no rate.
RATE = Value(
    "figure",
    Pattern(
        rf"\d\s*%|\bper ?cent\b|\b{_NUMBER}\s*(?:to|in|of|out of|:)\s*{_NUMBER}\b|"
        rf"\b(?:below|above|under|over|at|of|to|than|least|most)\s+{_NUMBER}\b(?!\s*(?:{_UNIT}|"
        rf"euros?|eur|dollars?|usd|gbp|pounds?|chf|francs?|people|k\b|m\b|million))",
        re.I,
    ),
)
# A capital letter that neither begins the statement or a sentence nor is a level ("P4").
_NAME = Value("name", Pattern(r"(?<![.!?:;·] )(?<!^)\b(?!I\b|[A-Z]\d+\b)[A-Z][\w+#&-]+"))
# A place by its name, or one that is told without: "at sea".
PLACE = Value(
    "place",
    Pattern(
        r"\b(?:in|into|at|from|to|near|via|through|on|of) (?:the )?(?-i:[A-Z])[A-Za-z]{2,}|"
        r"\b(?:on[- ]site|at sea|on board|ashore|abroad|at home|from home|in the field|at the customer|"
        r"on the premises|in person|remotely)\b|\b(?:in|at) (?:the |an? |their |its )?[\w-]*(?:office|centre|center|"
        r"depot|yard|plant|branch|headquarters|site|city|town|port|warehouse|library|room|hall|building)s?\b",
        re.I,
    ),
)
REASON = Value(
    "reason",
    Pattern(
        r"\b(?:because|since|so that|so as to|in order (?:to|that)|due to|owing to|thanks to|therefore|"
        r"hence|reasons?|lest|otherwise|to (?:avoid|prevent|keep|make sure|ensure|let|allow))\b",
        re.I,
    ),
)
# Words that say what sort of value is wanted, and nothing of what it is the value of.
SAYING_VALUE = frozenset(
    stem(word)
    for word in (
        "amount sum figure number percentage percent duration name money soon fast quick quickly "
        "high big large wide tall heavy far"
    ).split()
)

_SORTS: tuple[tuple[Pattern, Value], ...] = (
    (Pattern(r"^\W*(?:and |but |so )?(?:why|for what reason|how come)\b"), REASON),
    (
        Pattern(
            r"^\W*(?:and |so )?where (?:is|are|was|were) (?:the|an?|our|your|their|its)\b"
            r"(?!.*\b(?:borders?|lines?|boundary|boundaries|difference|limits?|levels?|ladders?|scale|framework|from)\b)"
            r"(?: [\w'’-]+){1,4}\W*$|"
            r"^\W*(?:and |so )?where (?:do|does|did) .*\b(?:take place|happen|meet|sit|live)\W*$"
        ),
        PLACE,
    ),
    (
        Pattern(
            r"\b(?:in|as|what|which|how many) (?:a )?per ?cent(?:age)?s?\b|\bpercentage\b|\bin %|"
            r"\b(?:win|conversion|success|attainment|utili[sz]ation|hit|growth|error|pass|"
            r"close) rate\b"
        ),
        _PERCENTAGE,
    ),
    (
        Pattern(
            r"\bin (?:euros?|dollars?|usd|eur|gbp|pounds|chf|francs|us dollars)\b|\bin [$€£]|"
            r"\bhow (?:much|expensive|costly)\b.*\b(?:costs?|price|license|licence|fee)\b|"
            r"\bhow much money\b|\bwhat (?:does|do|will) .* cost\b"
        ),
        MONEY,
    ),
    (
        Pattern(
            r"\bby name\b|\bnames? of (?:the|our|their|any|all|its|his|her) "
            r"(?!(?:[\w-]+ )?(?:levels?|roles?|skills?|titles?|dimensions?|grades?|rungs?|profiles?|"
            r"tools?|systems?|famil(?:y|ies)|sections?|#+)\b)|"
            r"\bwhat(?:['’]?s| is| are) .* (?:called|named)\b|"
            r"\b(?:what|which) (?:[a-z-]+ ){0,2}(?:makes?|brands?|manufacturers?|versions?)\b"
            r"(?= of\b| (?:of )?(?:the )?(?:[a-z-]+ )?(?:do|does|is|are|did|supplies)\b)|"
            r"\bwho (?:manufactures|supplies|publishes) (?:the|our|their)\b|"
            r"\bwho (?:makes|made) (?:the|our|their) (?!(?:[\w-]+ ){0,3}(?:plan|decision|rota|rule|"
            r"schedule|list|report|offer|budget|programme|call)s?\b)"
        ),
        _NAME,
    ),
    (
        Pattern(r"\b(?:with)?in (?:what|how much|how many|which) (?:time|days|hours|weeks)\b"),
        _DURATION,
    ),
    (
        Pattern(
            r"\b(?:what|which) (?:date|day|month|weekday|time)\b|\bwhat time\b|"
            r"\bwhen\b.*\b(?:take place|takes place|held|scheduled|due)\b|"
            r"\bwhen (?:was|were|did)\b|\bwhen (?:is|are|does|do|will)\b.*\bnext\b|"
            r"\b(?:when|on which day|by when|until when)\b.*\b(?:happens?|occurs?|start|begin|end|ready|"
            r"finished|published)\W*$|\b(?:by|until|since) when\b|"
            r"\bwhen do(?:es)? .*\b(?:shift|day|week|year|office|course|season)s? "
            r"(?:start|begin|end|close|open)\W*$|"
            r"\bwhen (?:is|are) (?:the |our |your )?(?:\w+ ){0,4}(?:meeting|review|deadline|party|"
            r"holiday)\W*$"
        ),
        _DATE,
    ),
    (Pattern(r"\bhow (?:often|frequently|regularly)\b"), _FREQUENCY),
    (
        Pattern(
            r"\bhow (?:long|far) (?:is|are|was|lasts?|after|before|until|till|ahead|in advance|"
            r"do(?:es)? .*\b(?:last|take|run|stay|wait|go on))\b|\bhow (?:soon|quickly)\b|"
            r"\bhow long (?:may|can|must|should|will) .*\bbe \w+(?:ed|ept|eld|own|ent)\b|"
            r"\bhow far (?:ahead|in advance|out)\b|"
            r"\bhow (?:fast|quick) (?:do|does|must|should|has|have)\b"
        ),
        _DURATION,
    ),
    (
        Pattern(
            r"\b(?:what|which)(?:['’]?s)? (?:the )?(?:[\w-]+ ){0,3}(?:rate|ratio|score|target|quota|threshold)s? "
            r"(?:(?:an?|the) )?(?:[\w#&/-]+ ){0,6}(?:must|should|have to|has to|need to|needs to|expected to|supposed to|"
            r"required to|reach|hit|meet|achieve)\b"
        ),
        RATE,
    ),
    (
        Pattern(
            r"\bwhat(?:['’]?s| is| are| was)(?: the| your| our| their)? (?:[\w'’-]+ ){0,4}?(?:rate|"
            r"ratio)s?\b"
        ),
        RATE,
    ),
    (
        Pattern(
            r"\bwhat(?:['’]?s| is| are| was)(?: the| your| our| their)? (?:[\w'’-]+ ){0,4}?(?:"
            r"amount|size|limit|cap|quota|threshold|price|cost|fee|score|length|duration|headcount|"
            r"volume|age)s?\b"
        ),
        _FIGURE,
    ),
    (
        Pattern(
            r"\bhow much (?:money )?(?:can|may|could|does|do|is|are) (?:[\w&'’#/-]+ ){1,6}?"
            r"(?:pay|spend|buy|order|bind|commit)\b|"
            r"\b(?:spending|payment|signing|signature) (?:limit|power|authority)\b|"
            r"\bwhat(?:['’]?s| is)(?: the| my| your| our| their| his| her)? (?:[a-z]+ )?budget\b"
            r"(?! (?:decision|responsib|owner|process|cycle))|"
            r"\b(?:what|which) (?:[a-z]+ )?budgets? (?:do|does|can|may|is|are)\b|"
            r"\bhow (?:much|big|large) (?:[a-z]+ ){0,3}budget\b"
        ),
        SUM,
    ),
    # A figure by its name and no question: "time-to-fill target for P2s".
    (
        Pattern(
            r"^\W*(?!(?:is|are|do|does|can|may|must|what|which|who|how|has|have)\b)(?:[\w-]+ ){1,3}(?:target|quota|threshold|limit|rate|ratio|headcount)s? "
            r"(?:for|of|at|in)\b"
        ),
        _FIGURE,
    ),
    (
        # How much of what can be counted; of autonomy or experience there is no figure.
        Pattern(
            r"\bhow much (?!(?:influence|say|freedom|autonomy|responsibility|experience|"
            r"independence|"
            r"supervision|guidance|scope|authority|power|impact|travel\w*|contact|control|support|"
            r"help|oversight|knowledge|leadership|time|work|more|less|does|do|is|are|can|of)\b)[a-z]+"
        ),
        _FIGURE,
    ),
    (
        Pattern(
            r"\b(?:what|which) (?:(?:maximum|max|minimum|highest|largest|total|top) )?"
            r"(?:amount|sum|limit|ceiling|cap|figure)s?\b|\bup to (?:how much|what)\b|"
            r"\bhow much (?:money )?(?:can|may|could|is|are|does|do) (?:[\w&'’#/-]+ ){1,6}"
            r"(?:pay|spend|sign|approve|settle|authori[sz]e|release|grant|commit|bind|order|buy|"
            r"write off)\b|\b(?:max(?:imum)?|most) (?:(?!of\b)[\w&'’#/-]+ ){1,6}(?:can|may|could|is allowed to|are allowed to) "
            r"(?:pay|spend|sign|approve|settle|authori[sz]e|release|grant|commit|bind|order|buy)\b|"
            r"\bhow much (?:is|are|was|were) (?:the|an?|their|his|her|my|our)\b"
        ),
        _FIGURE,
    ),
    (
        Pattern(
            r"\bhow (?:high|big|large|wide|tall|fast|far|heavy|hot|cold|deep|thick|old|loud|strong)\b"
        ),
        _FIGURE,
    ),
)

_AT_MOST = Pattern(r"\b(?:max(?:imum)?|min(?:imum)?|at most|at least|tops|in total)\b")
_A_UNIT = Pattern(r"minut|hour|day|week|month|quarter")


# "What make are our tower cranes", "which brand of tyres do we use": of which thing.
_BRAND_OF = Pattern(
    r"\b(?:what|which) (?:makes?|brands?|manufacturers?|models?) (?:(?:are|is|of) )"
    r"(?:(?:the|our|their|your|an?) )?((?:(?!(?:do|does|is|are|did|we|they)\b)[a-z-]+\s?){1,3})"
)


def _brand_of(nouns: list[str]) -> Value:
    """A name that stands beside the thing: "Volta cranes", "cranes by Volta"."""
    noun = re.escape(nouns[-1])
    return Value(
        "name",
        Pattern(
            rf"\b(?i:{noun})\w*,? (?:(?:by|from|of|made by|such as|like|named|called) )?\(?[A-Z][\w-]+|"
            rf"(?<=[a-z] )[A-Z][\w-]+ (?:[\w-]+ )?(?i:{noun})"
        ),
    )


def value_wanted(text: str) -> Value | None:
    """The sort of value that a folded question says it wants, or None."""
    brand = _BRAND_OF.search(text)
    if brand is not None and (nouns := _noun_phrase(brand[1])):
        return _brand_of(nouns)
    for cue, value in _SORTS:
        if cue.search(text):
            return value
    counted = _COUNTED.search(text)
    if counted is None:
        return None
    nouns = _noun_phrase(_AT_MOST.sub(" ", counted[1]))
    if nouns and _A_UNIT.fullmatch(nouns[-1]):
        return _DURATION
    return _number_of(nouns) if nouns else None


def _noun_phrase(text: str) -> list[str]:
    """The stems of the words that are counted: up to the first word of no meaning."""
    found = []
    for token in tokens(text):
        if token.text in FUNCTION_WORDS:
            break
        found.append(token.stem)
    return found


def _number_of(nouns: list[str]) -> Value:
    """A number that stands before the noun, a few words between them or none: "20 to 30 big …"."""
    # "Studies" are no studying, and "operations" nothing that is operating.
    noun = rf"{re.escape(nouns[-1])}(?!ing\b|ed\b)"
    return Value(
        "number of them",
        Pattern(
            rf"(?<![\w-]){_NUMBER}\+?(?:\s*(?:to|or|and|–|-)\s*{_NUMBER})?\s+(?:(?!(?:by|of|the|in|at|for|and|with|to)\b)[\w-]+\s+){{0,3}}{noun}|"
            rf"\b(?:half|all|most) (?:of )?the (?:[\w-]+ ){{0,2}}{noun}",
            re.I,
        ),
        counts=True,
    )

"""What a post lacks, and what was left to be filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from roleassistant.recruiting.lint.post import Block, Kind, Part, Post
from roleassistant.recruiting.lint.rule import Hit

_BLANK = re.compile(
    r"\[(?!\d{1,3}\]|[ xX]\]|[mfwdx](?:/[mfwdx]){1,3}\]|\^|sic\]|[\"“'])[^\[\]\n]{0,120}\](?!\()"
    r"|\{\{?[^{}\n]{0,80}\}?\}"
    r"|<<?[A-Za-z][^<>\n]{1,60}>>?"
    r"|\b(?:TBD|TBC|TBA|TODO|FIXME|XXX+|N/?K)\b"
    r"|\b[Ll]orem [Ii]psum\b|\b[Xx]{2,}[,.]?[Xx]{3,}\b|[$€£]\s?[Xx]{1,3}(?:[,.]?[Xx]{2,3})*(?:k\b)?"
    r"|(?<![\w_])_{2,}(?![\w_])|\.{5,}|\((?:[Ii]nsert|TBC|TBD|[Ee]nter|[Aa]dd)\b[^()\n]{0,60}\)|"
    r"%[A-Z_]{3,}%|\$\{[^}\n]{1,40}\}"
    r"|\b(?:INSERT|ENTER|ADD|FILL IN) (?:[A-Z]+ ){0,3}(?:HERE|NAME|SALARY|TEXT|LOCATION|DATE|"
    r"TITLE)\b"
    r"|\b(?:insert|enter|add|fill in) (?:[\w/]+ ){1,5}here\b"
    r"|\bto be (?:determined|confirmed|advised|defined|announced|completed|added)\b"
    r"|\b(?:Company|Job|Client|Employer|Manager|Team) Name\b(?= |,|\.|$)(?!:)"
    r"|\bACME\b(?= Corp| Inc|,? \[)",
)
# A web address or e-mail between pointed brackets.
_LINK = re.compile(r"<(?:https?:|mailto:|www\.|[\w.+-]+@)")
_MONEY = re.compile(
    r"(?:[$€£¥]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|JPY|SGD|ZAR|"
    r"NZD)\b)\s?\d[\d,.’' ]{0,12}k?"
    r"|\b\d[\d,.’' ]{0,12}(?:k\b|[$€£]|USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|dollars|euros?|"
    r"pounds|"
    r"francs|kronor)"
    r"|(?-i:\b[A-Z]{3} ?\d{1,3}(?:[,.’' ]\d{3}){1,3})"
    r"|\b\d{2,3}[,.’' ]\d{3}\b(?=[^.\n]{0,30}(?:per|a|p\.?) ?(?:year|annum|a\.?|month|hour))"
    r"|\b(?:pay (?:scale|band|point|grade|spine)|salary band|NJC|spinal (?:column )?point|SCP|"
    r"GS-?\d{1,2}|"
    r"band \d[a-d]?|TVöD|TV-L|E ?\d{1,2} TV|agenda for change|collective agreement|"
    r"national minimum wage|"
    r"(?:real )?living wage|minimum wage|union scale|award wage)\b",
    re.IGNORECASE,
)
_IS_PAY = re.compile(
    r"pay|salar|compens|wage|remunerat|\b(?:a|an|per|each) \w+\b|hourly|"
    r"/ ?(?:yr|year|hr|h|hour|month|annum|day)|p\.?a\.?\b|p\.?h\.?\b|annual|gross|OTE|"
    r"base|rate|scale|stipend|earn|range|band|starting at|pro rata|income",
    re.IGNORECASE,
)
_HOUSE = (
    r"office|clinic|shop|store|warehouse|plant|school|branch|kitchen|depot|site|lab\w*|practice|"
    r"studio|hospital|workshop|library|cent(?:re|er)|hub|restaurant|firm|company|home|charity|"
    r"surgery|café|hotel|farms?|mill|people|team|business|council|university|college|nursery|"
    r"bakery|garage|agency|museum|salon|gym|campus|brewery|theatre|yard"
)
# Money that nobody earns.
_NO_PAY = re.compile(
    r"deposit|\bfees?\b|budget of|revenue|turnover|fund(?:ing|raising)|voucher", re.I
)
_LOCATION = re.compile(
    r"(?i:\blocation\b|\b(?:based|located|situated) (?:in|at|near|out of|on|from)\b|"
    r"\bremote(?:ly)?\b|"
    r"\bhybrid\b|\bon[- ]?site\b|\bwork(?:ing)? from home\b|\bhome[- ](?:based|working)\b|"
    r"\bplace of work\b)|^(?:School|Site|Base|Place|Where|Depot|Branch|Campus|Office|City|Town|"
    r"Region|Area|Workplace)\s*:|"
    rf"\b(?i:{_HOUSE})\b[^.\n]{{0,40}}?(?: in| at| on| near| outside|,) (?:the )?[A-Z]|"
    r"\b[A-Z]{1,2}\d{1,2}[A-Z]? \d[A-Z]{2}\b|\b[A-Z][a-z]+, [A-Z]{1,2}\d{1,2}[A-Z]?\b|"
    r"\b[A-Z][a-z]+, (?:[A-Z]{2}|UK|USA|Germany|France|"
    r"Ireland|Scotland|Wales|England|Canada|Australia|Switzerland|Austria|Spain|Italy|Netherlands|"
    r"Belgium|Sweden|Norway|Denmark|Poland|Portugal)\b|\b(?:across|covering|throughout) (?:the )?"
    r"[A-Z]|^[A-Z][\w&’'. ]{2,40}, [A-Z][\w-]+(?: ?[:·|(–—-]|$)|^[A-Z][a-z]+(?: [A-Z][a-z]+)?, "
    r"(?:[€£$]|[A-Z]{3} \d|full|part|perm|hybrid)|"
    r"\b[A-Z][a-z]+, \w+ days a week in the office",
    re.MULTILINE,
)
# Where a post opens, a name behind a comma or "in" is a place: "Torvik, Trondheim."
_TOWN = re.compile(r"(?:,| in| at| of| near| around| from) (?:the )?[A-Z][a-zà-ÿ-]+")
_APPLY = re.compile(
    r"\bhow to apply\b|\bto apply\b|\bapply (?:now|online|here|by|via|at|through|with|on|using|"
    r"before|today|"
    r"in|to)\b|\bsend (?:us |your|a|an|me )|\bsubmit\b|\be-?mail (?:us|your|a|the|me)\b|"
    r"[\w.+-]+@[\w-]+\.\w+|"
    r"\bapplication form\b|\bapply\.|\bclick (?:on )?apply\b|\bclosing date\b|\b(?:call|ring|"
    r"phone|text|ask for) \w+ (?:on|at) |\bcall (?:us|the|0|"
    r"\+)|"
    r"\bapplications? (?:close|are open|by|to|via|should|through|are accepted|welcome)|"
    r"\bdrop in\b|\bring (?:us|the)\b|"
    r"\bapply\b[^.\n]{0,60}(?:https?:|www\.|\.(?:com|org|gov|co|net|example))|\bget in touch\b|"
    r"\bwrite to (?:us)?\b|"
    r"\bpop in\b|\btext us\b|\bapply below\b|\bcontact [A-Z]",
    re.IGNORECASE,
)
_EQUAL = re.compile(
    r"equal[- ]opportunit|\bEEO\b|regardless of|irrespective of|without regard to|diversity|"
    r"inclusive (?:employer|"
    r"workplace|team|culture|recruit)|discriminat|reasonable (?:adjust|accommodat)|"
    r"adjustments? (?:for|to|at|in|"
    r"during|if|you)|disability confident|under-?represented|all backgrounds|every background|"
    r"any background|"
    r"welcome applications from|(?:all|every\w*|any\w*|communit\w+)\b[^.\n]{0,40}\bwelcome|"
    r"welcom\w+[^.\n]{0,40}\b(?:all|every\w*|any\w*)\b|treat\w* (?:\w+ ){0,3}(?:equally|fairly|"
    r"alike)|open to every|whatever their|every \w+ background|"
    r"everyone is welcome|equality|accommodat(?:e|ions?)\b|access needs|"
    r"what adjustments|equal employment|equitable|whoever you are|(?:everyone|everybody|"
    r"all) (?:is|are)"
    r" (?:very )?welcome|whatever your background|people of (?:all|any)|of all ages|step-free|"
    r"adjustments?\b|fairly|"
    r"people with disabilities|disabled (?:people|applicants)|hire on (?:skill|merit)",
    re.IGNORECASE,
)
_TYPE = re.compile(
    r"\bfull[- ]?time\b|\bpart[- ]?time\b|\bpermanent\b|\bfixed[- ]term\b|\btemporary\b|"
    r"\bcontract(?:or)?\b"
    r"(?! terms| negotiat| law| manage)|\bcasual\b|\bseasonal\b|\bfreelance\b|\binternship\b|"
    r"\bapprenticeship\b|"
    r"\bzero[- ]hours?\b|\bopen[- ]ended\b|\bjob[- ]share\b|\b\d{1,2}(?:[.,]\d+)?[- ]?(?:h\b|"
    r"hours?)(?: (?:a|per|each)"
    r" week|/ ?week|[- ]week)|\bFTE\b|\b\d{2,3} ?% (?:workload|pensum|position|employment)|"
    r"\bhours (?:a|per) week\b|"
    r"\bemployment type\b|\bshift pattern\b|\bmaternity cover\b|\bfull or part\b|\bterm[- ]time\b|"
    r"\bindefinite\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    r"\b(?:you will|you[’']ll|you would|your (?:job|role|work|tasks?) (?:is|will be|includes?)|"
    r"responsible for|"
    r"the (?:role|job|work) (?:involves|includes|is)|duties (?:include|are)|the post ?holder will|"
    r"you (?:own|lead|run|plan|build|write|sell|help|manage|teach|work|drive|pick|pack|care|"
    r"support|look after))\b",
    re.IGNORECASE,
)
_NEED = re.compile(
    r"\b(?:you (?:have|bring|need|hold|know|can|are|should|must|speak)|you[’']ll (?:need|have|"
    r"bring)|experience (?:in|of|"
    r"with|as)|years of|must have|required?|requirements?|qualif\w+|we(?:’|'|"
    r" a)re looking for someone|looking for|"
    r"ability to|able to|no experience)\b",
    re.IGNORECASE,
)


def check(post: Post) -> Iterator[Hit]:
    """What is missing; a blank with a heading or label of its own is a blank, and not missing."""
    blanks = list(_blanks(post))
    yield from blanks
    named = {hit.block.part for hit in blanks if hit.block}
    text = post.text
    if not post.title:
        yield Hit("missing-title")
    pays = any(_tells_pay(block) for block in post.blocks)
    if not pays and Part.PAY not in named and not _is_blank(blanks, r"pay|salary|wage|compens"):
        yield Hit("missing-pay")
    located = (
        _LOCATION.search(text)
        or any(_TOWN.search(b.text) for b in post.blocks[:3])
        or any(post.of(Part.LOCATION, kinds=(Kind.BULLET, Kind.PARAGRAPH)))
    )
    if not located and Part.LOCATION not in named:
        yield Hit("missing-location")
    applies = any(_APPLY.search(b.text) for b in post.blocks if _says(b)) or any(
        post.of(Part.APPLY, kinds=(Kind.BULLET, Kind.PARAGRAPH))
    )
    if not applies and Part.APPLY not in named:
        yield Hit("missing-apply")
    if not _EQUAL.search(text) and Part.EQUAL not in named:
        yield Hit("missing-equal-opportunity")
    if not _TYPE.search(text) and not _is_blank(blanks, r"employment|contract|hours|full"):
        yield Hit("missing-employment-type")
    has = {block.part for block in post.prose()}
    if not {Part.DUTIES, Part.SUCCESS} & has and not _DUTY.search(text):
        yield Hit("missing-duties")
    if not {Part.REQUIREMENTS, Part.WISHES} & has and not _NEED.search(text):
        yield Hit("missing-requirements")


def _says(block: Block) -> bool:
    """Whether it is more than the heading of a part: "Send the following to jobs@x.example:" is."""
    return block.kind is not Kind.HEADING or "@" in block.text


def _tells_pay(block: Block) -> bool:
    """Whether an amount is what is earned; that of a budget or of goods stands among the tasks."""
    if not _MONEY.search(block.text) or block.part in (Part.DUTIES, Part.SUCCESS):
        return False
    if block.part is Part.PAY:
        return True
    return bool(_IS_PAY.search(block.text)) and not _NO_PAY.search(block.text)


def _is_blank(blanks: list[Hit], about: str) -> bool:
    texts = {hit.block.text for hit in blanks if hit.block}
    return any(re.search(about, text, re.IGNORECASE) for text in texts)


def _blanks(post: Post) -> Iterator[Hit]:
    for block in post.blocks:
        for found in _BLANK.finditer(block.text):
            if not _LINK.match(found.group()):
                yield _blank(block, *found.span())


def _blank(block: Block, start: int, end: int) -> Hit:
    said = block.text[start:end]
    return Hit("placeholder", block, start, end, f"“{said}” was left to be filled in.")

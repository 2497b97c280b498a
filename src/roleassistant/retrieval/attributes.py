"""What people ask of a role, by which words, and what in a statement shows that it is recorded.

An attribute is found in the question by its cues. Whether the profiles record it is looked up: a
statement records it when its dimension or its text fits. So absence is shown, not guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from roleassistant.domain import SectionKind, Statement
from roleassistant.domain.pattern import Pattern


@dataclass(frozen=True, slots=True)
class Attribute:
    """`cues` match questions; `dimension` and `text` match statements that record it.

    `label` completes "the profiles record no …". `kin` matches dimensions that may hold it beside
    something else: there `text` has to fit, and where it is None, `kin_text`.
    """

    name: str
    label: str
    cues: Pattern
    dimension: Pattern | None = None
    text: Pattern | None = None
    sections: frozenset[SectionKind] = field(default_factory=frozenset)
    kin: Pattern | None = None
    kin_text: Pattern | None = None

    def recorded_by(self, statement: Statement) -> bool:
        """Whether `statement` holds a value of this attribute."""
        if self.sections and statement.section not in self.sections:
            return False
        if self.kin is not None and statement.dimension and self.kin.search(statement.dimension):
            fits = self.kin_text or self.text
            return fits is None or bool(fits.search(statement.text))
        if self.dimension is not None and statement.dimension:
            if self.dimension.search(statement.dimension):
                return True
            if statement.section not in _FREE_TEXT:
                return False
        if self.dimension is not None and self.text is not None:
            own = statement.section is SectionKind.OTHER and not statement.dimension
            return own and bool(self.text.search(statement.text))
        return self.text is not None and bool(self.text.search(statement.text))

    def is_told_by(self, statement: Statement) -> bool:
        """Whether a sentence speaks of it and gives a value, in whichever section it stands."""
        values = [one for one in (self.kin_text, self.text) if one is not None]
        return bool(self.cues.search(statement.text)) and any(
            one.search(statement.text) for one in values
        )


_FREE_TEXT = frozenset({SectionKind.SUMMARY, SectionKind.FOCUS, SectionKind.OTHER})


def _attribute(
    name: str,
    label: str,
    cues: str,
    dimension: str | None = None,
    text: str | None = None,
    sections: frozenset[SectionKind] = frozenset(),
    kin: str | None = None,
    kin_text: str | None = None,
) -> Attribute:
    flags = re.IGNORECASE
    return Attribute(
        name,
        label,
        Pattern(cues, flags),
        Pattern(dimension, flags) if dimension else None,
        Pattern(text, flags) if text else None,
        sections,
        Pattern(kin, flags) if kin else None,
        Pattern(kin_text, flags) if kin_text else None,
    )


_YEARS = (
    r"\d\s*\+?\s*(?:[–-]\s*\d+\s*)?\+?\s*(?:years?|yrs?|months?)\b|\b(?:decade|new grad|graduate)"
)
_MONEY = r"[$€£¥]\s?\d|\d\s?(?:k\b|,\d{3}).{0,12}(?:usd|eur|gbp|chf|dollars?|euros?|pounds?)|\b(?:usd|eur|gbp|chf)\s?\d"
_DEGREE = r"\bdegrees?\b|\bbachelor|\bmaster['’]?s\b|\bmba\b|\bphd\b|\bdoctora|\bdiploma|\bcertifi|\bgrad(?:uate)?\b|\buniversity\b|\bapprentice|\bdoctor|\blicen[cs]|\bqualified\b|\bexamination|\bspecialist training"

# In this order: the first attribute whose cue stands in the question is the one asked for.
ATTRIBUTES: tuple[Attribute, ...] = (
    _attribute(
        "variable pay",
        "share of variable pay",
        r"\b(?:share|part|portion|proportion|percentage|split|mix|fraction) of (?:the |their |my |his |her )?"
        r"(?:total |overall )?(?:pay|salary|compensation|comp|earnings|income|ote)\b|\bpay (?:mix|split)\b|"
        r"\b(?:variable|commission|performance)(?:-based)? (?:share|pay|part|portion|component)\b|"
        r"\b(?:pay|salary|compensation|comp|ote)\b.{0,20}\b(?:variable|fixed)\b",
        text=r"\bvariable\b.{0,40}\d\s*(?:%|percent)|\d\s*(?:%|percent).{0,40}\bvariable\b",
    ),
    _attribute(
        "pay",
        "pay amounts",
        r"\b(?:salar(?:y|ies)|pay(?:s|ing|ment|check|scale)?|paid|compensation|comp|wages?|ote|"
        r"on.target earnings|earn(?:s|ings?)?|bonus(?:es)?|commissions?|equity|stock|rsus?|"
        r"remuneration|hourly rate|income|money(?= (?:like|good|better|ok(?:ay)?)\b))\b|"
        r"\bhow (?:much|high|big) .*\b(?:premium|allowance)s?\b|"
        r"\bhow much (?:money )?(?:does|do|would|can|will|could|did) .*\b(?:make|get|cost)\b",
        # Amounts are also budgets and deal sizes: pay says that it is pay.
        # Anchored: a long statement without an amount is looked through once, not from each letter.
        text=rf"\A(?=.*(?:{_MONEY}))(?=.*\b(?:salar|pay|paid|wage|compensation|bonus|ote\b|earn))",
    ),
    _attribute(
        "quota",
        "quota or target amounts",
        r"\b(?:(?:size|amount|value|number) of (?:the )?(?:quota|target)|(?:how (?:big|high|large|much)) .*"
        r"\b(?:quota|target)|(?:quota|sales target|target) (?:amount|number|figure|size|value))\b",
        text=r"\b(?:quota|target)s?\b.{0,40}(?:[$€£]\s?\d|\d\s?(?:%|percent|k\b|m\b|million))",
    ),
    _attribute(
        "benefits",
        "benefits",
        r"\b(?:benefits?|perks?|vacation|holidays?|annual leave|parental|maternity|paternity|"
        r"sick (?:leave|days?|pay)|pto|days? off|time off|pension|401k|health ?(?:care|insurance)|"
        r"insurance|sabbatical|company car)\b",
        text=r"\b(?:vacation|holidays?|annual leave|parental leave|sick leave|pension|health insurance|"
        r"company car|employee benefits)\b",
    ),
    _attribute(
        "terms",
        "terms of employment",
        r"\bnotice periods?\b|\bhow (?:much|long)\b.*\bnotice\b|\bprobation\w*\b|\bretire(?:ment|s)?\b|"
        r"\bdress code\b|\bseverance\b|\bnon-?compete\b|\bfixed.term\b",
        text=r"\bnotice period\b|\bprobation(?:ary)? period\b|\bretirement age\b|\bdress code\b|\bseverance\b|\bnon-?compete\b",
    ),
    _attribute(
        "location",
        "place of work",
        r"\b(?:remote(?:ly)?|work from home|wfh|hybrid|on.?site work|office (?:days|location|based)|"
        r"home.?office|(?<!away )from home|locations?|located|based in|which (?:city|country|office)|relocat\w*|where .* (?:based|sit|work))\b",
        text=r"\b(?:works? remotely|remote work|hybrid work|(?:work|days?|weeks?) (?:a week )?from home|home office|"
        r"office.based|based in|relocates? to)\b",
        kin=r"\bremote\b|\bplace of work\b|\bwork ?place\b|\blocation\b|\bhybrid\b",
        kin_text=r".",
    ),
    _attribute(
        "travel",
        "share of travel",
        r"\btravel(?:s|l?ing)?\b|\bbusiness trips?\b|\baway from (?:home|the office)\b|\bon the road\b",
        text=r"\btravel(?:s|l?ing)?\b|\b(?:business|site) (?:trips?|visits?)\b|^visits\b|\band visits\b",
        kin=r"\btravel|\btrips?\b|\bon the road\b",
        kin_text=r".",
    ),
    _attribute(
        "hours",
        "working hours",
        r"\b(?:working hours|work(?:ing)? (?:week|time|schedule)|hours (?:per|a) (?:week|day)|"
        r"how many hours|overtime|part.?time|full.?time|"
        r"(?<!\ba )(?<!\bper )(?<!\beach )(?<!\bevery )shifts?|weekends?|on.?call (?:pay|hours))\b",
        text=r"\b(?:hours (?:per|a) (?:week|day)|overtime|part.time|full.time|shift work|weekend work|"
        r"shifts? of|night shifts?|weekends?|(?:\d+|eight|ten|twelve) hours)\b",
        kin=r"\bon.?call\b|\bshifts?\b|\bworking (?:hours|times?)\b|\bhours\b|\brota\b",
        kin_text=r".",
    ),
    _attribute(
        "staffing",
        "number of people in a role",
        r"\bhow many (?:[\w-]+ ){0,2}#[#\w]*\W*(?:$|(?:work(?: here| there| at| in| for)?|here|there|applied|"
        r"left|quit)\b|(?:are|were) (?:there|women|men|employed|hired)\b|(?:do|did) (?:we|you)\b|"
        r"have (?:we|you)\b)|\bhow many (?:people|candidates|applicants|employees|colleagues) (?:have |has |had )?"
        r"(?:applied|left|quit|joined|resigned|(?:were|are|get|got) (?:hired|employed)|do we|have we|are there)\b",
        text=r"(?!)",
    ),
    _attribute(
        "team size",
        "team sizes or headcount",
        r"\bhow many (?:[\w#-]+ ){1,4}report(?:s|ing)? to\b|\b(?:team size|head.?count|(?:how many|number of) (?:direct reports|reports|people|employees|"
        r"staff|team members|colleagues|persons)|how (?:big|large) is (?:the|a|their) team|span of control)\b",
        text=r"\bteams? of (?:up to |about |some )?\w+ (?:to|or|people|sellers|engineers|reports)|"
        r"\b\d+\s*(?:[–-]\s*\d+\s*)?(?:direct )?reports\b|\bhead.?count of\b|"
        r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twelve|\d+)(?: (?:to|or) \w+)? (?:people|"
        r"direct reports|sellers|engineers|team members|managers|teams)\b|"
        r"^(?:leads?|manages?|heads?|supervises?|runs?|steers?)\b(?: (?:an? |the )?[a-z]+s? of)?"
        r"(?: (?:up to|about|some|at least|around))? (?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)"
        r"(?:\s*(?:to|or|[–-])\s*\w+)? [a-z-]+s\b",
    ),
    _attribute(
        "reporting line",
        "reporting lines",
        r"\bwhom? (?:do|does|must|will) .*\banswer to\b|\banswerable to\b|\b(?:reports? to|reporting (?:line|structure)|(?:direct|line) manager|who(?:['’]?s| is) (?:my|their|the|his|her|your) boss|"
        r"who manages|supervisor of|org(?:anization|anisation)? ?chart)\b|(?:^(?!.*\bclosely\b).*)\bmanaged by\b",
        text=r"\breports? (?:directly )?to\b|\breporting line:|\banswers (?:directly )?to the\b",
    ),
    _attribute(
        "vacancies",
        "vacancies",
        r"\b(?:vacanc(?:y|ies)|open(?:ing|ings)\b(?! move)|open positions?|open roles?|are (?:we|you) hiring|"
        r"currently hiring|how (?:do|can) i apply|interview(?:s| process| questions)?)\b",
        text=r"\b(?:vacanc(?:y|ies)|open positions?|hiring now|how to apply)\b",
        sections=frozenset({SectionKind.OTHER}),  # a recruiter fills vacancies, and lists none
    ),
    _attribute(
        "time to promotion",
        "times in a level or to promotion",
        r"\b(?:how (?:long|soon|fast|quickly) .*\b(?:promot\w+|move up|next level|get from|stay\b.*\b(?:before|until))|"
        r"when (?:will|can|do|could) i (?:be|get) promoted|how long .{1,40}\b(?:stay|remain|spend)s? (?:as|in|at|an?|the|on)\b|time (?:in|at) (?:level|grade)|promotion "
        r"(?:cycle|timeline|rate|date)s?)\b",
        text=r"\btime (?:in|at) (?:level|grade)\b|\bpromotion (?:cycle|timeline)",
        dimension=r"\btime (?:in|at|to) (?:the )?(?:level|grade|promotion|role|post|position|job|rung|step|band)\b",
    ),
    _attribute(
        "pass mark",
        "pass mark",
        r"\b(?:pass(?:ing)?|minimum|required|cut.?off) (?:score|mark|grade|rating|threshold)s?\b|"
        r"\b(?:score|mark|rating)s? (?:is |are )?(?:needed|required|necessary) to pass\b|"
        r"\bto pass (?:the|a) .*\breview\b",
        text=r"\bpass(?:es|ed|ing)?\b (?:at|with|from|mark|score|grade)\b.{0,30}\d|\bminimum (?:score|mark|rating)\b.{0,20}\d",
    ),
    _attribute(
        "review score",
        "review score",
        r"\b(?:review|quality|panel|audit) (?:score|rating|grade|result)s?\b|\bscored?\b|\bscores\b|\brating\b",
        text=r"\b(?:score|rating)[ds]?\b\s*(?:of|:|=|was|is)\s*\d|\bscored \d",
    ),
    _attribute(
        "contact",
        "names or contacts of people",
        r"^\W*who(?:['’]?s| is| are| was) (?!called |titled |named )(?:the |our |your )?(?:(?!of )[\w#-]+ ){0,3}(?:counsel|ceo|cfo|cto|coo|officer|"
        r"chief|head|director|president|vp|founder|chair\w*|contact\b.*|#+|employee of the \w+)\W*$|\b(?:e-?mail address|phone number|contact (?:person|details|info\w*)|who (?:is|are) (?:the|our|my) "
        r"(?:current|manager|head|vp|director|ceo|hr)|name of (?:the )?(?:manager|person|head|hiring))\b",
        text=r"\b[\w.]{1,64}@[\w.]+\.\w+|\bcontact:\s",
    ),
    _attribute(
        "personal",
        "age, gender, nationality, visa or other personal traits",
        r"\b(?:how old|what age|age (?:limit|range|requirement)|gender|nationality|visa|work permit|"
        r"citizenship|marital|religion)\b",
        text=r"\b(?:visa|work permit|citizenship|age limit)\b",
    ),
    _attribute(
        "education",
        "degree",
        r"\b(?:degrees?|educat(?!e\b|es\b|ing\b)\w+|university|college|bachelor\w*|master['’]?s|mba|phd|diplomas?|"
        r"qualifications?|certificat\w+|certified|doctorate|doctoral|schooling|credentials?|licen[cs](?:e|ed|ing)|apprenticeship|"
        r"(?:educational|academic|typical|what) background|academic|study|studied|(?<!how many )studies)\b",
        dimension=r"\bdegree|\beducation|\bqualification|\blicens|\btraining",
        text=_DEGREE,
        # A column of degrees and years may give the years alone.
        kin=r"\byears?\b|\bexperience\b|\btrack record\b|\bbackground\b",
    ),
    _attribute(
        "experience",
        "years of experience",
        r"\b(?:years|(?<!next )(?<!this )(?<!last )(?<!per )(?<!every )(?<!a )(?<!-)year(?!-)|yrs?|yoe|exp|experienced?|tenure|how long .*\b(?:work|worked|need)|track record)\b",
        dimension=r"\byears?\b|\bexperience\b|\btenure\b",
        kin=r"^(?!.*\b(?:years?|experience|tenure)\b).*(?:\bdegree|\beducation|\bqualification|"
        r"\blicens|\btrack record|\bbackground|\brequirement|\bseniority|\bentry\b)",
        kin_text=rf"{_YEARS}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) years?\b",
    ),
    _attribute(
        "classification",
        "classification code",
        r"\b(?:soc|o\*?net|onet|isco|esco|naics|classifi\w+|occupation(?:al)? code|taxonomy|mapped to)\b",
        sections=frozenset({SectionKind.CLASSIFICATION}),
        text=r".",
    ),
    _attribute(
        "role code",
        "role code",
        r"\b(?:role|profile|job|internal|position) codes?\b|\bcodes? (?:of|for)\b|#+['’]?s? codes?\b(?! (?:in|with|on|for|well)\b)|"
        r"\b(?:what|which)(?: is|['’]?s)?(?: the| its)? codes?\b(?=\W*$| (?:is|are|does|do|has|have|of|for|in|belongs?)\b)|"
        r"^\W*codes?\b(?=\W*$| (?:of|for)\b)",
        dimension=r"^role code$",
    ),
    _attribute(
        "tools",
        "tools",
        r"\b(?:which|what) systems?\b|\b(?:tools?|tooling|software|tech(?:nology)? stack|technolog(?:y|ies)|platforms?|"
        r"applications?|programs?|crm)\b",
        text=r"\btools?\b|\btooling\b|\bsoftware\b|\bCRM\b|\bspreadsheets?\b|"
        r"\((?:e\.g\.,?|such as|for example|including)[^)]{0,300}\b[A-Z]\w+|"
        r"\b(?-i:(?:in|into|with|using|through|via|on) (?:the )?[A-Z][A-Za-z]+)|"
        r"\b(?-i:[A-Z][a-z]+[A-Z]\w*)\b",
        sections=frozenset({SectionKind.RESPONSIBILITIES, SectionKind.SKILLS, SectionKind.OTHER}),
    ),
)


def asked_for(question: str) -> Attribute | None:
    """The attribute that the question asks for, if it names one."""
    return next((a for a in ATTRIBUTES if a.cues.search(question)), None)


EXPERIENCE = next(a for a in ATTRIBUTES if a.name == "experience")
TOOLS = next(a for a in ATTRIBUTES if a.name == "tools")

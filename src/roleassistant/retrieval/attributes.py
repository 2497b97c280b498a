"""Attributes that questions ask for, in the order in which they are looked for."""

from __future__ import annotations

from roleassistant.domain import SectionKind
from roleassistant.retrieval.attribute import Attribute, attribute
from roleassistant.retrieval.terms_of_work import TERMS_OF_WORK

_YEARS = (
    r"\d\s*\+?\s*(?:[–-]\s*\d+\s*)?\+?\s*(?:years?|yrs?|months?)\b|\b(?:decade|new grad|graduate)"
)
_DEGREE = r"\bdegrees?\b|\bbachelor|\bmaster['’]?s\b|\bmba\b|\bphd\b|\bdoctora|\bdiploma|\bcertifi|\bgrad(?:uate)?\b|\buniversity\b|\bapprentice|\bdoctor|\blicen[cs]|\bqualified\b|\bexamination|\bspecialist training"

# In this order: the first attribute whose cue stands in the question is the one asked for.
ATTRIBUTES: tuple[Attribute, ...] = (
    *TERMS_OF_WORK,
    attribute(
        "staffing",
        "number of people in a role",
        r"\bhow many (?:[\w-]+ ){0,2}#[#\w]*\W*(?:$|(?:work(?: here| there| at| in| for)?|here|there|applied|"
        r"left|quit)\b|(?:are|were) (?:there|women|men|employed|hired)\b|(?:do|did) (?:we|you)\b|"
        r"have (?:we|you)\b)|\bhow many (?:people|candidates|applicants|employees|colleagues) (?:have |has |had )?"
        r"(?:applied|left|quit|joined|resigned|(?:were|are|get|got) (?:hired|employed)|do we|have we|are there)\b",
        text=r"(?!)",
    ),
    attribute(
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
        kin=r"^leadership$|\bdirect reports\b|\bteam size\b|\bspan of control\b",
        kin_text=r"\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\b(?!\+? (?:years|yrs))",
    ),
    attribute(
        "reporting line",
        "reporting lines",
        r"\bwhom? (?:do|does|must|will) .*\banswer to\b|\banswerable to\b|\b(?:reports? to|reporting (?:line|structure)|(?:direct|line) manager|who(?:['’]?s| is) (?:my|their|the|his|her|your) boss|"
        r"who manages|supervisor of|org(?:anization|anisation)? ?chart)\b|(?:^(?!.*\bclosely\b).*)\bmanaged by\b",
        text=r"\breports? (?:directly )?to\b|\breporting line:|\banswers (?:directly )?to the\b",
    ),
    attribute(
        "vacancies",
        "vacancies",
        r"\b(?:vacanc(?:y|ies)|open(?:ing|ings)\b(?! move)|open positions?|open roles?|are (?:we|you) hiring|"
        r"currently hiring|how (?:do|can) i apply|interview (?:process|questions?|rounds?|stages?)|"
        r"(?:the|an?|my|job) interviews?(?! panel))\b",
        text=r"\b(?:vacanc(?:y|ies)|open positions?|hiring now|how to apply)\b",
        sections=frozenset({SectionKind.OTHER}),  # a recruiter fills vacancies, and lists none
    ),
    attribute(
        "time to promotion",
        "times to promotion",
        r"\b(?:how (?:long|soon|fast|quickly) .*\b(?:promot\w+|move up|next level|get from|stay\b.*\b(?:before|until))|"
        r"when (?:will|can|do|could) i (?:be|get) promoted|time (?:in|at) (?:level|grade)|promotion "
        r"(?:cycle|timeline|rate|date)s?)\b",
        text=r"\btime (?:in|at) (?:level|grade)\b|\bpromotion (?:cycle|timeline)",
        dimension=r"\btime (?:in|at|to) (?:level|grade|promotion)\b",
    ),
    attribute(
        "pass mark",
        "pass mark",
        r"\b(?:pass(?:ing)?|minimum|required|cut.?off) (?:score|mark|grade|rating|threshold)s?\b|"
        r"\b(?:score|mark|rating)s? (?:is |are )?(?:needed|required|necessary) to pass\b|"
        r"\bto pass (?:the|a) .*\breview\b",
        text=r"\bpass(?:es|ed|ing)?\b (?:at|with|from|mark|score|grade)\b.{0,30}\d|\bminimum (?:score|mark|rating)\b.{0,20}\d",
    ),
    attribute(
        "review score",
        "review score",
        r"\b(?:review|quality|panel|audit) (?:score|rating|grade|result)s?\b|\bscored?\b|\bscores\b|\brating\b",
        text=r"\b(?:score|rating)[ds]?\b\s*(?:of|:|=|was|is)\s*\d|\bscored \d",
    ),
    attribute(
        "contact",
        "names or contacts of people",
        r"^\W*who(?:['’]?s| is| are| was) (?!called |titled |named )(?:the |our |your )?(?:(?!of )[\w#-]+ ){0,3}(?:counsel|ceo|cfo|cto|coo|officer|"
        r"chief|head|director|president|vp|founder|chair\w*|contact\b.*|#+|employee of the \w+)\W*$|\b(?:e-?mail address|phone number|contact (?:person|details|info\w*)|who (?:is|are) (?:the|our|my) "
        r"(?:current|manager|head|vp|director|ceo|hr)|name of (?:the )?(?:manager|person|head|hiring))\b|\bnames? of (?:the |our |my |your )?#+\W*$",
        text=r"\b[\w.]{1,64}@[\w.]+\.\w+|\bcontact:\s",
    ),
    attribute(
        "personal",
        "age, gender, nationality, visa or other personal traits",
        r"\b(?:how old|what age|age (?:limit|range|requirement)|gender|nationality|visa|work permit|"
        r"citizenship|marital|religion)\b",
        text=r"\b(?:visa|work permit|citizenship|age limit|minimum age|years of age|years old)\b",
        parts=(
            r"\b(?:old|ages?)\b",
            r"\bgender\b",
            r"\b(?:nationality|visa|permit|citizenship)\b",
            r"\bmarital\b",
            r"\breligion\b",
        ),
    ),
    attribute(
        "education",
        "degree",
        r"\b(?:degrees?|educat\w+|university|college|bachelor\w*|master['’]?s|mba|phd|diplomas?|"
        r"qualifications?|certificat\w+|certified|doctorate|doctoral|schooling|credentials?|licen[cs](?:e|ed|ing)|apprenticeship|"
        r"(?:educational|academic|typical|what) background|academic|study|studied|(?<!how many )studies)\b",
        dimension=r"\bdegree|\beducation|\bqualification|\blicens|\btraining",
        text=_DEGREE,
        # A column of degrees and years may give the years alone.
        kin=r"\byears?\b|\bexperience\b|\btrack record\b|\bbackground\b",
    ),
    attribute(
        "experience",
        "years of experience",
        r"\b(?:years|(?<!next )(?<!this )(?<!last )(?<!per )(?<!every )(?<!a )(?<!-)year(?!-)|yrs?|yoe|exp|experienced?|tenure|how long .*\b(?:work|worked|need)|track record)\b",
        dimension=r"\byears?\b|\bexperience\b|\btenure\b",
        kin=r"^(?!.*\b(?:years?|experience|tenure)\b).*(?:\bdegree|\beducation|\bqualification|"
        r"\blicens|\btrack record|\bbackground|\brequirement|\bseniority|\bentry\b)",
        kin_text=rf"{_YEARS}|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve) years?\b",
    ),
    attribute(
        "classification",
        "classification code",
        r"\b(?:soc|o\*?net|onet|isco|esco|naics|classifi\w+|occupation(?:al)? code|taxonomy|mapped to)\b",
        sections=frozenset({SectionKind.CLASSIFICATION}),
        text=r".",
    ),
    attribute(
        "role code",
        "role code",
        r"\b(?:role|profile|job|internal|position) codes?\b|\bcodes? (?:of|for)\b|#+['’]?s? codes?\b(?! (?:in|with|on|for|well)\b)|"
        r"\b(?:what|which)(?: is|['’]?s)?(?: the| its)? codes?\b|^\W*codes?\b",
        dimension=r"^role code$",
    ),
    attribute(
        "tools",
        "tools",
        r"\b(?:which|what) systems?\b|\b(?:tools?|tooling|software|tech(?:nology)? stack|technolog(?:y|ies)|platforms?|"
        r"applications?|programs?|crm)\b",
        text=r"\btools?\b|\btooling\b|\bsoftware\b|\bCRM\b|\bspreadsheets?\b|"
        r"\((?:e\.g\.,?|such as|for example|including)[^)]{0,300}\b[A-Z]\w+|"
        r"\b(?-i:(?:in|into|with|using|through|via|on) (?:the )?[A-Z](?:[A-Za-z]+|\+\+|\b))|"
        r"\b(?-i:[A-Z][a-z]+[A-Z]\w*)\b",
        sections=frozenset({SectionKind.RESPONSIBILITIES, SectionKind.SKILLS, SectionKind.OTHER}),
    ),
)


def asked_for(question: str) -> Attribute | None:
    """The attribute that the question asks for, if it names one."""
    found = next((a for a in ATTRIBUTES if a.cues.search(question)), None)
    return found.asked_by(question) if found else None


EXPERIENCE = next(a for a in ATTRIBUTES if a.name == "experience")
TOOLS = next(a for a in ATTRIBUTES if a.name == "tools")

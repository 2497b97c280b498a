"""What people ask of the terms of a job: pay, benefits, probation, contract, place and hours.

None of these is ever meant by a statement that is only near to the question: each is answered from
a field or a sentence of its very kind, or said to be recorded nowhere.
"""

from __future__ import annotations

from roleassistant.retrieval.attribute import Attribute, attribute

_MONEY = r"[$€£¥]\s?\d|\d\s?(?:k\b|,\d{3}).{0,12}(?:usd|eur|gbp|chf|dollars?|euros?|pounds?)|\b(?:usd|eur|gbp|chf)\s?\d"

# In this order: the first attribute whose cue stands in the question is the one asked for.
TERMS_OF_WORK: tuple[Attribute, ...] = (
    attribute(
        "variable pay",
        "share of variable pay",
        r"\b(?:share|part|portion|proportion|percentage|split|mix|fraction) of (?:the |their |my |his |her )?"
        r"(?:total |overall )?(?:pay|salary|compensation|comp|earnings|income|ote)\b|\bpay (?:mix|split)\b|"
        r"\b(?:variable|commission|performance)(?:-based)? (?:share|pay|part|portion|component)\b|"
        r"\b(?:pay|salary|compensation|comp|ote)\b.{0,20}\b(?:variable|fixed)\b",
        text=r"\bvariable\b.{0,40}\d\s*(?:%|percent)|\d\s*(?:%|percent).{0,40}\bvariable\b",
    ),
    attribute(
        "pay",
        "pay amounts",
        r"\b(?:salar(?:y|ies)|pay(?:s|ing|ment|check|scale)?|paid|compensation|comp|wages?|ote|"
        r"on.target earnings|earn(?:s|ings?)?|bonus(?:es)?|commissions?|equity|stock|rsus?|"
        r"remuneration|hourly rate|income|money(?= (?:like|good|better|ok(?:ay)?)\b))\b|"
        r"\b(?:how (?:much|high|big)|what) .*\b(?:premium|allowance|supplement|surcharge)s?\b|"
        r"\bhow much (?:money )?(?:does|do|would|can|will|could|did) .*\b(?:make|get|cost)\b",
        # Amounts are also budgets and deal sizes: pay says that it is pay.
        # Anchored: a long statement without an amount is looked through once, not from each letter.
        text=rf"\A(?=.*(?:{_MONEY}))(?=.*\b(?:salar|pay|paid|wage|compensation|bonus|ote\b|earn))",
    ),
    attribute(
        "quota",
        "quota or target amounts",
        r"\b(?:(?:size|amount|value|number) of (?:the )?(?:quota|target)|(?:how (?:big|high|large|much)) .*"
        r"\b(?:quota|target)|(?:quota|sales target|target) (?:amount|number|figure|size|value))\b",
        text=r"\b(?:quota|target)s?\b.{0,40}(?:[$€£]\s?\d|\d\s?(?:%|percent|k\b|m\b|million))",
    ),
    attribute(
        "benefits",
        "benefits",
        r"\b(?:benefits?|perks?|vacation|holidays?|annual leave|parental|maternity|paternity|"
        r"sick (?:leave|days?|pay)|pto|days? off|time off|pension|401k|health ?(?:care|insurance)|"
        r"insurance|sabbatical|company car)\b|"
        r"\b(?:gets?|getting|has|have|takes?|taking) (?:[\w#]+ ){1,4}off\W*$",
        text=r"\b(?:days? off|time off|vacation|holidays?|annual leave|parental leave|sick leave|pension|health insurance|"
        r"company car|employee benefits)\b",
        parts=(
            r"\b(?:vacation|holidays?|annual leave|pto|off)\b",
            r"\b(?:parental|maternity|paternity)\b",
            r"\bsick\b",
            r"\b(?:pension|401k)\b",
            r"\binsurance\b|\bhealth ?care\b",
            r"\bsabbatical\b",
            r"\bcar\b",
        ),
    ),
    attribute(
        "probation",
        "length of a probation period",
        r"\bprobation\w*(?: (?:period|time))?\b|\btrial (?:period|time|months?)\b",
        # That something is granted after the probation period does not say how long it is.
        text=r"\bprobation\w*(?: (?:period|time))?(?: (?:of|is|lasts|takes|runs for|ends after) |: )|"
        r"\b(?:days?|weeks?|months?)['’]? (?:of )?probation",
        kin=r"\bprobation|\btrial period",
        kin_text=r".",
    ),
    attribute(
        "notice",
        "notice periods",
        # "How much notice do residents get" is asked of no contract.
        r"\bnotice periods?\b|\bhow (?:much|long)\b.*\bnotice\b"
        r"(?! (?:do|does|must|should|has|have|is|are) (?!i\b|we\b|you\b|an?\b|the\b|[a-z]{0,3}\d|#))",
        text=r"\bnotice period\b",
        kin=r"\bnotice\b",
        kin_text=r".",
    ),
    attribute(
        "dress",
        "dress code",
        r"\bdress codes?\b|\buniforms?\b",
        text=r"\bdress code\b|\buniforms?\b",
        kin=r"\bdress|\bcloth|\buniform",
        kin_text=r".",
    ),
    attribute(
        "clothing",
        "what is worn at work",
        r"\b(?:what|which)\b.*\b(?:wear|dress)\b",
        text=r"\bwears?\b|\bdress(?:es)? in\b|\buniforms?\b",
        kin=r"\bdress|\bcloth|\buniform|\bgear\b|\bequipment\b",
        kin_text=r".",
    ),
    attribute(
        "terms",
        "terms of employment",
        r"\bretire(?:ment|s)?\b|\bseverance\b|\bnon-?compete\b",
        text=r"\bretirement age\b|\bseverance\b|\bnon-?compete\b",
        parts=(r"\bretire", r"\bseverance\b", r"\bnon-?compete\b"),
    ),
    attribute(
        "contract",
        "kind of contract",
        r"\bfixed[ -]term\b|\bpermanent (?:contract|position|job|post|role)s?\b|\bopen-ended\b|"
        r"\b(?:contracts?|positions?|jobs?|posts?) (?:is |are )?(?:permanent|temporary|limited)\b|"
        r"\b(?:kind|type|sort|form) of (?:employment )?contract\b",
        text=r"\bfixed[ -]term\b|\bpermanent(?:ly)? (?:contract|position|employ)|\bopen-ended\b|"
        r"\btemporary (?:contract|position)",
        kin=r"\bcontract\b|\bemployment\b",
        kin_text=r"\bterm\b|\bpermanent|\bopen-ended\b|\btemporary\b|\blimited\b",
    ),
    attribute(
        "part time",
        "part-time or full-time work",
        r"\b(?:part|full|half)[ -]?time\b|\bjob.?shar\w+|\breduced hours\b",
        text=r"\b(?:part|full|half)[ -]?time\b|\bjob.?shar|\breduced hours\b",
        kin=r"\b(?:part|full)[ -]?time\b",
        kin_text=r".",
    ),
    attribute(
        "remote",
        "place of work or work from home",
        r"\b(?:remote(?:ly)?|work(?:s|ing)?(?: \w+){0,2} (?:from|at) home|wfh|hybrid|on.?site work|"
        r"office (?:days|based)|home.?office|(?<!away )from home|(?:days?|time) (?:a week )?at home|"
        r"where (?:do|does|can|could|may|must|should|will|would) .* work)\b",
        text=r"\b(?:works? remotely|remote work|hybrid work|(?:work|days?|weeks?) (?:a week )?from home|"
        r"home office|office.based)\b",
        kin=r"\bremote\b|\bplace of work\b|\bwork ?place\b|\blocation\b|\bhybrid\b|\bhome\b",
        kin_text=r".",
    ),
    attribute(
        "location",
        "place of work",
        r"\b(?:locations?|located|office location|based in|relocat\w*|"
        r"which (?:city|town|country|office)|where .* (?:based|sit|sits|situated|located))\b",
        text=r"\b(?:based in|relocates? to|located in)\b",
        kin=r"\bplace of work\b|\bwork ?place\b|\blocation\b|\bsite\b",
        kin_text=r".",
    ),
    attribute(
        "travel",
        "share of travel",
        r"\btravel(?:s|l?ing)?\b|\bbusiness trips?\b|\baway from (?:home|the office)\b|\bon the road\b",
        text=r"\btravel(?:s|l?ing)?\b|\b(?:business|site) (?:trips?|visits?)\b|^visits\b|\band visits\b",
        kin=r"\btravel|\btrips?\b|\bon the road\b",
        kin_text=r".",
    ),
    attribute(
        "hours",
        "working hours",
        r"\b(?:working hours|work(?:ing)? (?:week|time|schedule)|hours (?:per|a) (?:week|day)|"
        r"how many hours|overtime|"
        r"(?<!\ba )(?<!\bper )(?<!\beach )(?<!\bevery )shifts?|weekends?|on.?call (?:pay|hours))\b|"
        r"\b(?:when|what time)\b.*\b(?:shift|day|night|work(?:ing)?)s?\b.*\b(?:start|begin|finish|end)s?\b",
        text=r"\b(?:hours (?:per|a) (?:week|day)|overtime|shift work|weekend work|"
        r"shifts? of|night shifts?|weekends?|(?:\d+|eight|ten|twelve) hours)\b",
        kin=r"\bon.?call\b|\bshifts?\b|\bworking (?:hours|times?)\b|\bhours\b|\brota\b",
        kin_text=r".",
        parts=(
            r"\bovertime\b",
            r"\bweekends?\b|\bshifts?\b|\brota\b|\bnights?\b",
            r"\bhours?\b|\bwork(?:ing)? (?:week|time|schedule)|\bschedule\b|\bshifts?\b|\brota\b",
            r"\bon.?call\b|\brota\b|\bshifts?\b",
        ),
    ),
)

"""The verbs in which profiles say what somebody does, and the forms that each of them takes.

No tagger is needed for the sentences of profiles: they begin with their verb, and what has to be
told apart afterwards is a verb in -s from a plural in -s. For that it is enough to know which verbs
there are, and which of them are nouns as well.
"""

from __future__ import annotations

from functools import cache

# Forms that the rules below do not give: third person → base.
_IRREGULAR = {
    "is": "be",
    "has": "have",
    "does": "do",
    "goes": "go",
    "undergoes": "undergo",
    "dies": "die",
    "lies": "lie",
    "ties": "tie",
    "vies": "vie",
    "focusses": "focus",
}
# Verbs whose forms in -s and -ing are nothing else.
_PLAIN = """
    absorb accelerate accept accompany accomplish achieve acknowledge acquire act actuate adapt add
    adhere adjust administer admit adopt advance advertise advise affirm aggregate agree alert align
    allocate allow amend amplify analyze announce anticipate appear apply appoint appraise
    appreciate approve arbitrate argue arise arm arrange articulate ask assemble assert assess
    assign assist assume assure attach attain attend attest attract authenticate authorise authorize
    automate avoid bathe become befriend begin behave believe bend bind bleed bolster bootstrap
    breed bring broaden buy calculate calibrate calm capitalise capitalize carry categorise
    categorize cater challenge choose circulate clarify classify clean clear climb close co-create
    co-lead co-ordinate co-own collaborate collect combine commit communicate compare compile
    complete comply compose comprehend compute conceive conclude conduct configure confirm connect
    consider consolidate consult contextualise contextualize contribute convalesce convene convey
    convince cooperate coordinate cope correct create cross-sell crystallise cultivate curate
    customise customize de-escalate debug decide declare decline decode decommission deem deepen
    defend define deliver demonstrate demystify depart depend depict deploy deprecate deputise
    deputize derive describe detect determine develop devise differ differentiate dig direct
    disburse discern disclose discover discuss dismantle dismiss dispense disregard disseminate
    distil distill distinguish distribute diversify divide do downgrade earn edit educate elaborate
    elect elevate elicit eliminate embed embody embrace empathise empathize emphasise emphasize
    employ empower enable enact encourage endorse enforce engage enhance enlarge enlist enrich enrol
    enroll ensure enter entertain entrust enumerate envision equip err escalate establish evaluate
    evangelise evangelize even evolve examine exceed excel execute exemplify exert expand expect
    expedite explain explode explore expose express extend extrapolate exude fabricate facilitate
    fail fall familiarise familiarize fill finalise finalize find fine-tune fit fly follow foresee
    forgive formalise formalize formulate forward foster fulfil fulfill furnish gain gather generate
    get give go govern grasp grow guarantee hand-craft handcraft hang happen harmonise harmonize
    harness have heal hear hide hit hold hone identify ignore illuminate illumine illustrate impart
    implement import impose improve improvise incentivise incentivize include incorporate incubate
    inculcate indicate individualise induce infer inform ingest inherit initiate inject innovate
    inquire insist inspect inspire install instigate instil instill institutionalise
    institutionalize instruct insulate insure integrate intend interact intercept interpret
    interrogate intervene introduce intubate invent invest investigate invite involve isolate
    iterate join justify keep know land lay learn lend lessen let leverage liaise lift liquidate
    listen lobby localise localize locate lose lubricate maintain make manage maneuver manoeuvre
    marshal maximise maximize mediate meet memorialise merge migrate minimise minimize mitigate
    mobilise mobilize moderate modernise modernize modify monetise monetize motivate mould
    multi-thread multiply narrow navigate negotiate nominate nudge nurture obey observe obtain
    occupy occur omit onboard open operate operationalise operationalize oppose optimise optimize
    orchestrate organise organize orient originate outperform outsource overcome overhaul overlook
    overrule oversee own pare parse participate pass pay penetrate perceive perform persist persuade
    pick pinpoint ponder portray possess postpone pour practise pre-empt pre-fill predict preempt
    prepare prescribe preside presume presuppose prevent prioritise prioritize proceed procure
    produce promote proofread propel propose protect prove provide publish pull pursue put qualify
    quantify quarantine quicken raise rationalise rationalize re-engineer re-plan reach react read
    realise realize reallocate reassess reassign reassure rebalance rebuild recalibrate receive
    reclaim reclassify recode recognise recognize recommence recommend reconcile reconfigure
    reconsider reconstruct reconvene recover recreate rectify redact redefine redesign redirect
    redistribute reduce refactor refer refinance refine reflect reform reframe refresh refurbish
    refuse regain regulate rehabilitate rehearse reimburse reinforce reintroduce reinvest reiterate
    rejuvenate relate relay relieve relocate rely remain remediate remember remind remodel remove
    remunerate renegotiate renew renovate reopen reorder reorganise reorganize replace replan
    reposition represent reprice reproach reproduce require reroute reschedule rescue resell
    resettle reshape reshuffle resist resize resolve respond restart restock restore restrict
    restructure resubmit resume retain rethink retire retrain retrieve reuse revamp reveal revise
    revitalise revive rewire reword rewrite ride ring rinse rise role-model roll rotate safeguard
    salvage satisfy say scrap scrape scrub scrutinise scrutinize second-guess secure see seek seem
    segregate select sell send sense separate serve settle sew shepherd shine shorten show shrink
    sift signpost simplify simulate sing sit situate skip slow smooth socialise socialize soften
    solicit solve soothe sort speak spearhead specialise specialize specify spell spend spin spread
    squeeze stabilise stabilize standardise standardize stay steal steer sterilise sterilize
    stimulate stop streamline strengthen strike strive sub-contract subcontract submit subscribe
    substantiate substitute succeed suction suggest summarise summarize superintend supervise
    surpass suspend sustain sweep swim swing synchronise synchronize synthesise synthesize
    systematise systematize tabulate tackle tailor take teach tell tend think thrive throw tidy
    tighten tolerate topple tow transact transcribe transform translate transmit treat trim
    troubleshoot try typeset unblock uncover understand undertake underwrite undo unfold unify unite
    unload unlock unpick untangle untie unwind uphold upsell upskill urge utilise utilize vaccinate
    validate ventilate venture verify vet visualise visualize vouch waive wake warm warn wash watch
    wean wear weave weed weigh welcome widen wield wind wipe withdraw withhold withstand wordsmith
    wrap write
""".split()
# Verbs whose form in -s is the plural of a noun as well: "plans", "reports", "leads".
_ALSO_NOUNS = """
    access account action address advocate aid aim alarm amount analyse anchor answer appeal
    approach architect arrest assay associate attack attempt audit author award back balance ban
    bank bar base batch bid bill blend block bolt book boost border break bridge brief broadcast
    broker budget build bundle bypass cable call campaign cancel capture care case cash cast catalog
    catalogue catch cause certificate chair champion change channel charge chart chase check claim
    clamp clip clock coach coat code colour command comment commission compound compromise concern
    condition conference construct contact contour contract contrast control convert copy cost
    counsel count couple cover craft credit critique crop cross cure cut cycle damage date deal
    debate debit debrief debut decrease default defect delay delegate delight demand deposit design
    desire detail diagnose diagram dial digest discount dispatch display dispute dock document
    double doubt download draft drain draw dress drill drive drop duplicate ease echo effect end
    engineer estimate evidence excess exchange exercise exhibit experience experiment exploit export
    extract face factor fare fault favour fear feature feed field figure file film filter finance
    fine finish fire fix flag flow focus fold force forecast form frame front fuel function fund
    gauge grade graduate grant graph group guard guide halt hand handle harm harvest haul head heat
    hedge help highlight hire hope host house hunt impact impress increase index influence input
    insert institute interest interface intern interview inventory invoice issue joint judge key
    label lack last launch lead leak lease leave lecture level lever license light limit line link
    list load loan lock log look loop love mail man mandate map mark market master match matter mean
    measure mentor merit microscope mind mine mirror mix model monitor mount move name need neglect
    network note notice number object offer offload offset order outline output overlay override
    pace pack package paint pair park part partner patch patent patrol pattern pause peg permit
    phase phone photograph pilot pin pioneer pitch place plan plant plate play plot point poll pool
    port pose position post power practice praise precept predicate present preserve press price
    print probe process profile profit program programme progress project promise prompt proof
    prospect protest prototype pump purchase purpose push query quest question queue quote race
    rally range rank rate reason rebate recall recap receipt record recruit refill refuge refund
    regard register reject release remark remedy rent repair repeat reply report request research
    reserve respect rest result retouch return review reward risk rock roster round route rule run
    sample sanction save scale scan schedule school scope score scout screen script seal search seat
    second section segment service set shadow shape share shelter shelve shield shift ship shock
    shoot shop shout shuttle side sign signal size sketch slice slide slot smell solder sound source
    space span spark specimen spike split sponsor spot spray sprint stack staff stage stake stamp
    stand start state steam step steward stitch stock store storyboard strain stream stress stretch
    string strip structure study subject suit sum summit supply support surface surge surprise
    survey suspect suture swap switch sync table tag talk target task taste tax team template tender
    term test thank thread time tip title toast tool tour trace track trade train transfer transit
    transport trap travel trend triage trial trigger trouble truck trust tune turn tutor twist type
    update upgrade upload use utter value view visit voice volunteer vote wage wait walk want
    warrant waste water wave weld whisper whiteboard win witness wonder word work worry yield zone
""".split()


@cache
def verbs() -> frozenset[str]:
    """The base forms of all verbs known here."""
    return frozenset(word for word in (*_PLAIN, *_ALSO_NOUNS))


@cache
def _third() -> dict[str, str]:
    return {third_person(word): word for word in verbs() | {"be", "have", "do"}} | _IRREGULAR


@cache
def _gerunds() -> dict[str, str]:
    return {form: word for word in verbs() | {"be", "have"} for form in _in_ing(word)}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_ALSO_NOUNS)


def base_of_third(word: str) -> str | None:
    """The base of a known verb in the third person, in lower case; None where none is known."""
    return _third().get(word)


def base_of_gerund(word: str) -> str | None:
    """The base of a known verb in -ing; None where none is known."""
    return _gerunds().get(word)


def is_also_noun(base: str) -> bool:
    """Whether the form in -s of this verb may be the plural of a noun."""
    return base in _nouns()


def third_person(base: str) -> str:
    """ "carry" → "carries"."""
    if base == "be":
        return "is"
    if base == "have":
        return "has"
    if base.endswith(("s", "x", "z", "ch", "sh", "do", "go")) or base in {"echo", "veto"}:
        return f"{base}es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return f"{base[:-1]}ies"
    return f"{base}s"


def guessed_base(third: str) -> str | None:
    """The base of a verb that nobody told us of, from its third person; None for no such form."""
    if not third.endswith("s") or third.endswith(("ss", "us", "is")) or len(third) < 4:
        return None
    if third.endswith("ies"):
        return f"{third[:-3]}y"
    if third.endswith(("sses", "shes", "ches", "xes", "zzes")):
        return third[:-2]
    return third[:-1]


def _in_ing(base: str) -> tuple[str, ...]:
    if base in {"be", "see", "oversee", "foresee", "agree", "guarantee"}:
        return (f"{base}ing",)
    if base.endswith("ie"):
        return (f"{base[:-2]}ying",)
    if base.endswith("e"):
        return (f"{base[:-1]}ing",)
    short = len(base) > 2 and base[-1] not in "aeiouwxy" and base[-2] in "aeiou"
    if short and base[-3] not in "aeiou":
        return f"{base}{base[-1]}ing", f"{base}ing"
    return (f"{base}ing",)

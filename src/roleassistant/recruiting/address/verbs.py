"""The verbs in which profiles say what somebody does, and the forms that each of them takes.

No tagger is needed for the sentences of profiles: they begin with their verb, and what has to be
told apart afterwards is a verb in -s from a plural in -s. For that it is enough to know which verbs
there are, and which of them are nouns as well.
"""

from __future__ import annotations

import re
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
    abandon abseil absorb accelerate accept accommodate accompany accomplish accumulate achieve
    acknowledge acquire act activate actuate adapt add adhere adjust administer admit adopt
    advertise advise aerate affirm afford aggregate agree alert align aliquot allocate allow alter
    amend amplify anaesthetise analyze anesthetize anger anneal announce anticipate apologise
    apologize appear apply appoint appraise appreciate approve arbitrate argue arise arrange
    articulate ask assemble assert assess assign assist assume assure attach attain attend attest
    attract auscultate authenticate authorise authorize automate avoid await backfill backwash
    barricade bathe become befriend beg begin behave belay believe berth bind bleed bolster
    bootstrap borrow braze breathe bring broaden bulldoze burnish bury buy calculate calibrate calm
    calve cannulate capitalise capitalize carbonate carry categorise categorize cater catheterise
    catheterize caulk celebrate centrifuge chisel chlorinate choose choreograph circulate cite
    clarify classify clean clear close co-create co-lead co-ordinate co-own collaborate collate
    collect combine come commemorate commit communicate compare compensate compete compile complain
    complete comply compose comprehend comprise compute conceal conceive concentrate conclude
    condemn conduct configure confirm confront confuse connect conserve consider consolidate consult
    consume contain contextualise contextualize continue contribute convalesce convene convey
    convince cooperate coordinate cope coppice correct correspond create cremate crochet cross-sell
    crystallise cultivate curate customise customize damp-proof dampen darn de-escalate de-ice
    deaccession debark debone debug deburr decant dechlorinate decide declare decode decommission
    decontaminate decorate deem deepen defend define degrease delimb deliver demolish demonstrate
    demystify denote depart depend depict deploy deprecate deputise deputize derive descale descend
    describe designate destroy detect determine develop devise devote deworm differ differentiate
    dig digitise digitize direct disagree disassemble disburse discern disclose discourage discover
    discuss disembark disinfect dismantle dismiss dispense disperse dispose disregard disrupt
    disseminate dissolve distil distill distinguish distract distribute diversify divide do donate
    downgrade dredge drown dry earn eat edit educate elaborate elect electroplate elevate elicit
    eliminate embalm embark embed embody emboss embrace embroider empathise empathize emphasise
    emphasize employ empower enable enact encourage endorse endure enforce engage engrave enhance
    enjoy enlarge enlist enrich enrol enroll ensure enter entertain entrust enumerate envision equip
    erase err escalate establish etch euthanise euthanize evacuate evaluate evangelise evangelize
    even evolve examine excavate exceed excel exclude execute exemplify exert exhume expand expect
    expedite explain explode explore expose express extend exterminate extrapolate exude fabricate
    facilitate fail familiarise familiarize fertilise fertilize fill finalise finalize find
    fine-tune fit flee follow forbid foresee forget forgive formalise formalize formulate forward
    foster fulfil fulfill fumigate furnish gain galvanise galvanize garner garnish gather generate
    get gild give go govern grasp greet grow hand-craft handcraft hang happen harden harmonise
    harmonize harrow have heal hear hide hit hoist hold hone hurry identify ignore illuminate
    illumine illustrate imagine impart implement imply impose improve improvise incentivise
    incentivize include incorporate incubate inculcate indicate individualise induce induct infer
    inform ingest inhabit inherit initiate inject inlay innovate inquire insist inspect inspire
    install instigate instil instill institutionalise institutionalize instruct insulate insure
    integrate intend inter interact intercept interfere interpret interrogate interrupt intervene
    introduce intubate invade invent invest investigate invite involve irradiate irrigate isolate
    iterate join justify keep knead knit know laminate land launder lauter lay learn leaven lend
    lessen let leverage liaise linger liquidate listen lobby localise localize locate loosen lose
    lower lubricate maintain make manage maneuver manipulate manoeuvre marinate marshal maximise
    maximize mediate meet memorialise mend merge migrate minimise minimize mitigate mobilise
    mobilize moderate modernise modernize modify moisten monetise monetize moor motivate mow mulch
    multi-thread multiply muster narrow navigate negotiate neuter nominate nudge nurture obey
    observe obtain occupy occur omit onboard open operate operationalise operationalize oppose
    optimise optimize orchestrate organise organize orient originate outperform outsource overcome
    overlook overrule oversee owe own palpate pare parse participate pass pasteurise pasteurize pay
    peek penetrate perceive perforate perform persist persuade pick pierce pinpoint pipette plead
    plough plow plunge ponder portray possess postpone practise pray pre-empt pre-fill preach
    predict preempt prefer prepare prescribe preside pressure-wash presume presuppose pretend
    prevent prioritise prioritize proceed procure produce prohibit promote proofread propel propose
    protect prove provide provoke publish pursue put qualify quantify quarantine quench quicken
    raise rationalise rationalize re-engineer re-plan reach react read realise realize reallocate
    reassemble reassess reassign reassure rebalance rebuild recalibrate receive recite reclaim
    reclassify recode recognise recognize recommence recommend reconcile reconfigure reconsider
    reconstruct reconvene recover recreate rectify redact redefine redesign redirect redistribute
    reduce refactor refer refinance refine reflect reframe refresh refuel refurbish refuse regain
    regrout regulate rehabilitate rehearse reimburse reinforce reintroduce reinvest reiterate rejoin
    rejuvenate relate relax relay relieve relocate rely remain remediate remember remind remodel
    remove remunerate renegotiate renew renovate reopen reorder reorganise reorganize repeal replace
    replan replaster repoint reposition represent reprice reproach reproduce require reroute
    reschedule reseed resell resemble resettle reshape reshuffle reside resign resist resize resolve
    respond restart restock restore restrain restrict restructure resubmit resume resuscitate retain
    rethink retire retrain retreat retrieve reunite reupholster reuse revamp reveal revise
    revitalise revive rewire reword rewrite ride rinse rise rod role-model rotate rub safeguard
    salvage sandblast satisfy say scarify scrap scrape scrub scrutinise scrutinize sculpt
    second-guess secure sedate see seek seem segregate seize select sell send sense separate serve
    settle sew sharpen shine shorten shrink shuck shut sift signpost simplify simulate sing sit
    situate ski-patrol sleep slow smelt smooth socialise socialize soften solicit solve soothe sow
    sparge spay speak spearhead specialise specialize specify spell spend spread squeeze stabilise
    stabilize standardise standardize stay steal steer sterilise sterilize stimulate stop straighten
    streamline strengthen strim strive stuff sub-contract subcontract submit subscribe substantiate
    subtitle succeed suck suction suffer suggest summarise summarize superintend supervise suppose
    suppress surpass surround survive suspend sustain sway swear swim swing synchronise synchronize
    synthesise synthesize systematise systematize tabulate tackle take teach tease tell tend
    terminate testify thatch think thresh thrive throw tidy tighten titrate tolerate topple transact
    transcribe transform translate transmit troubleshoot try typeset unblock unbox unclog uncover
    uncrate undergo understand undertake underwrite undo unearth unfold unify unite unload unlock
    unmoor unpack unpick unsaddle untangle untie unwind uphold upholster upsell upskill urge utilise
    utilize vaccinate validate vary ventilate verify visualise visualize vouch waive warm warn wash
    watch waterproof weaken wean wear weep weigh welcome whet widen wield winch winnow wipe withdraw
    withhold withstand woo wordsmith wrap wrestle write
""".split()
# Verbs whose form in -s is the plural of a noun as well: "plans", "reports", "leads".
_ALSO_NOUNS = """
    access accession account action address advance advocate affect age aid aim air alarm amount
    analyse anchor answer appeal approach arch architect arm arrest assay associate attack attempt
    auction audit author average award back bait bake balance bale ballast ban bandage bang bank bar
    bark base baste bat batch bath battle bead beam bear bend bid bill bin bite blast blend block
    blot blow boil bolt bond bone book boom boost border bore bother bottle bounce bowl box brace
    branch brand break breed bridge bridle brief brine broadcast broker brush budget buff build
    bundle buoy burn butcher buzz bypass cable call camp campaign cancel capture care case cash cask
    cast catalog catalogue catch cause certificate chain chair challenge champion change channel
    char charge chart chase check cheer chill chock choke circle claim clamp click climb clip clock
    coach coat code collapse color colour command comment commission compound compromise concern
    condition conference construct contact contour contract contrast control convert cook cooper
    copy core cost cough counsel count couple cover crack craft crash crate credit creep crimp
    critique crop cross croze crush cue cup cure curl curve cut cycle damage dance dare dart date
    deal debate debit debrief debut decline decrease default defeat defect delay delegate delight
    demand deposit design desire detail diagnose diagram dial dice digest dip discount dispatch
    display dispute dive dock document dose double doubt dowel download draft drag drain draw dream
    drench dress drift drill drink drip drive drop dub dump duplicate dye ease echo effect end
    engineer escape escort estimate evidence excess exchange exercise exhibit exit experience
    experiment exploit export extract face factor fade fall fare fault favour fear feature feed fell
    felt ferment field fight figure file fillet film filter finance fine finish fire fish fix
    fixture flag flash flick flip float flood flourish flow flush fly foal focus foil fold foley
    force forecast forge form frame freeze fret front fry fuel function fund furrow gap gauge gel
    gesture glance glaze gleam glide glue grab grade graduate graft grant graph grease grill grind
    grip groom group grout guarantee guard guess guide gut hack halt hammer hand handle harm harness
    harvest hatch haul head headline heat hedge help hem herd highlight hire hitch hive hoe honor
    honour hook hoop hope hose host house hunt impact import impress increase index influence input
    insert institute insult interest interface intern interview inventory invoice iron issue jig
    joint judge jump keg kennel key kick kill kiln knock knot label lace lack lacquer ladle lag lamb
    last lathe laugh launch lead leak lean leap lease leash leave lecture level lever license lick
    lift light limit line link list litter live load loan lock lodge log look loop love lunge mail
    malt man mandate manufacture map march mark market mash mask master match mate matte matter mean
    measure melt mention mentor merit mess microchip microscope milk mill mince mind mine mirror
    miss mix model mold monitor mop mould mount move muck name need neglect net network nose note
    notice number object offer offload offset oil order outline output overhaul overlay override
    pace pack package pad paint pair park part partner paste patch patent patrol pattern pause peak
    peel peer peg pellet permit phase phone photograph pickle pilot pin pioneer pipe pitch place
    plan plane plant plaster plate play pleat plot poach point poke poll pool pop port pose position
    post pot pound pour power practice praise precept predicate present preserve press price prime
    print probe process profile profit program programme progress project promise prompt proof prop
    prospect protest prototype prune pull pulp pulse pump punch purchase puree purge purpose push
    query quest question queue quote race rack rain rake rally ram range rank rate ream rear reason
    rebate recall recap receipt record recruit reference refill reform refuge refund regard register
    rein reject release remark remedy render rent repair repeat reply report request rescue research
    reserve respect rest result retouch return review reward rig ring risk rivet roast rock roll
    roof rope roster rotoscope round route ruin rule run rush saddle sail salt sample sanction sand
    save saw scale scan schedule school scope score scout scramble scratch scream screen screw
    script seal sear search season seat second section seed segment service set shackle shadow shake
    shape share shear shelter shelve shepherd shield shift ship shock shoe shoot shop shout shove
    show showcase shred shroud shuttle side sign signal sink sip size sketch skewer skid skim skip
    slam slap slate slice slide sling slip slot smash smell smile smoke snap sniff solder sort sound
    source space span spark sparkle specimen speed spike spill spin spit splice splint split sponsor
    spool spot spray sprint stab stable stack staff stage stain stake stalk stamp stand star starch
    stare start state steam steep stem step steward stick sting stir stitch stock store storyboard
    stow strain strap stream stress stretch strike string strip stroke structure struggle study
    style subject substitute suit sum summit supply support surface surge surprise survey suspect
    suture swab swallow swap sweep swell swirl switch sync table tag tailor talk tap tape target
    task taste tax taxi team tear temper template tender term test thank thin thread thrill thump
    tick tie tile till tilt time tip title toast tool toss touch tour tow trace track trade trail
    train transfer transit transport trap travel trawl treat trend triage trial trigger trim trouble
    truck truss trust tuck tug tumble tune turf turn tutor tween twist twitch type update upgrade
    upload use utter vacuum value varnish vault vent venture vet view visit voice volunteer vote
    wage wait wake walk want warrant waste water wave wax weave wedge weed weld wheel whip whisk
    whisper whistle whiteboard win wind wire wish witness wonder word work worry wound yield yoke
    zone
""".split()


@cache
def verbs() -> frozenset[str]:
    """The base forms of all verbs known here."""
    return frozenset(word for word in (*_PLAIN, *_ALSO_NOUNS))


@cache
def _third() -> dict[str, str]:
    return {third_person(word): word for word in verbs() | {"be", "have", "do"}} | _IRREGULAR


# "regauge", "re-cooper", "unrack": what is done again or undone.
_PREFIX = re.compile(r"(?!resource|resort)(?:re-?|un|mis|de-|pre-|co-|over-|out-)(?=\w{4})")


def _prefixed(word: str, forms: dict[str, str]) -> str | None:
    """The base of a word that is a known verb behind a prefix: "regauges" → "regauge"."""
    found = _PREFIX.match(word)
    base = forms.get(word[found.end() :]) if found else None
    return f"{found.group()}{base}" if found and base and len(base) > 2 else None


@cache
def _gerunds() -> dict[str, str]:
    return {form: word for word in verbs() | {"be", "have"} for form in _in_ing(word)}


@cache
def _nouns() -> frozenset[str]:
    return frozenset(_ALSO_NOUNS)


def base_of_third(word: str) -> str | None:
    """The base of a known verb in the third person, in lower case; None where none is known."""
    return _third().get(word) or _prefixed(word, _third())


def base_of_gerund(word: str) -> str | None:
    """The base of a known verb in -ing; None where none is known."""
    return _gerunds().get(word) or _prefixed(word, _gerunds())


def is_also_noun(base: str) -> bool:
    """Whether the form in -s of this verb may be the plural of a noun."""
    found = None if base in verbs() else _PREFIX.match(base)
    return (base[found.end() :] if found else base) in _nouns()


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

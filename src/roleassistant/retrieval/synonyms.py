"""Words of work that stand for one another: who "teaches" is found where a page says "trains".

Plain English for what people do at work. Only words that may stand for one another in a sentence
about work are grouped; a word of wider meaning ("manage", "support", "own") is in no group.
"""

from __future__ import annotations

from roleassistant.retrieval.words import stem

# What a word is worth that is held by one that stands for it.
STANDS_FOR = 0.8

_GROUPS = """
    stop block halt prevent veto
    stop end finish
    cut reduce reduction lower decrease
    teach taught train instruct educate
    mentor coach
    decide choose chose chosen select determine pick settle decision choice
    check verify inspect review examine
    create invent originate
    build built construct
    write wrote written draft author
    fix repair resolve solve correct
    hire recruit
    customer client
    account customer
    seller salesperson salespeople
    lawyer attorney counsel
    company firm organization
    boss supervisor
    colleague coworker teammate
    junior newer newcomer beginner novice trainee
    newcomer new
    last final
    outage incident downtime
    postmortem retrospective
    cost expense spend spent spending expenditure
    tender rfp bid
    forecast predict prediction
    goal target objective
    kpi metric indicator measure
    demo demonstration
    bug defect fault
    executive exec
    approve authorize permit
    oversee supervise
    guidance supervision
    alone solo unaided independently autonomously unsupervised unassisted
    raise increase
    remove eliminate delete
    analyze study investigate
    assess evaluate appraise judge
    collect gather compile
    negotiate bargain
    convince persuade
    churn attrition
    talk speak spoke spoken
    launch rollout release
    introduce bring brought
    keep kept maintain
    hold held
    begin start
    doc documentation
    merge combine consolidate
    big large
    small little
    difficult hard tough
    test testing
    draw drew drawn sketch
    buy bought purchase
    sell sold
    win won
    run ran
    give gave given
    grow grew
    meet met meeting
    lead led direct head
    quote quotation
    renew renewal
    stock inventory
    supplier vendor
    shift rota rotation
    strategy strategic
    price pricing
    budget budgeting
    schedule calendar
    answer reply respond response
    danger hazard
    monitor track watch observe
    recommend suggest propose
    advise consult
    explain clarify
    onboard induct
    procure purchase buy
    dispatch send sent
    deliver ship
    replace swap exchange substitute
    log record register
    reject refuse decline deny
    dismiss fire sack
    deploy rollout release
    design devise
    code program
    calculate compute
    estimate approximate
    search seek hunt
    detect spot discover identify notice
    prevent avoid avert
    protect guard safeguard
    improve enhance optimize
    simplify streamline
    delay postpone defer
    cancel abort
    organize arrange
    moderate facilitate chair
    present presentation pitch
    discuss debate
    invoice bill
    comply adhere
    amend alter modify revise change
    update refresh
    divide split
    connect link
    challenge contest
    defend justify
    advertise advert
    translate translation interpret
    clean wash sanitize
    lose lost loss
    represent spokesperson speak
    rehearse practise practice
    warn alert
    accompany escort
    handover handoff
    law legal legislation statute
    regulator authority
    employee worker personnel
    team crew squad
    apprentice trainee
    doctor physician
    medicine drug medication
    illness disease sickness
    injury wound
    shop store outlet
    vehicle car truck lorry van
    plane aircraft airplane
    vessel ship boat
    premises site
    house home household dwelling
    factory plant
    warehouse depot
    machine equipment device apparatus
    picture image photo photograph
    money cash fund
    fraud scam
    accident crash collision
    emergency crisis
    catastrophe disaster
    query question enquiry inquiry
    proposal offer
    exam examination
    certificate certification
    deal pursuit opportunity
    annual yearly
    abroad overseas foreign international
    global worldwide
    national nationwide countrywide
    whole entire
    several multiple
    critical crucial vital essential
    quick fast rapid swift
    expensive costly
    old outdated obsolete legacy
    risk hazard
    secret confidential sensitive
    dispute disagreement conflict quarrel
    satisfaction satisfied happy
    survey poll questionnaire
    candidate applicant
    contractor freelancer
    competitor rival
    shareholder investor
    revenue turnover
    discount rebate
    limit cap ceiling
    procedure protocol
    method technique approach
    sample specimen
    evidence proof
    purpose aim goal
    roadmap plan
    article publication paper
    email mail
    phone telephone
    night overnight
    presale presales
    visitor guest
    passenger rider
    pupil student
    region area territory
    declare call proclaim
    command lead led
"""

# British and American ends of stems: organis-, analys-, behaviour, centr-.
_SPELLINGS = (("is", "iz"), ("ys", "yz"), ("our", "or"), ("centr", "center"), ("icenc", "icens"))


def _grouped() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _GROUPS.splitlines():
        group = frozenset(stem(word) for word in line.split())
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


_STANDING_FOR = _grouped()


def standing_for(word: str) -> frozenset[str]:
    """The stems that may stand for the stem `word`, without itself: other words and spellings."""
    spelled = {
        word.removesuffix(one) + other
        for pair in _SPELLINGS
        for one, other in (pair, pair[::-1])
        if word.endswith(one)
    }
    return (_STANDING_FOR.get(word, frozenset()) | spelled) - {word}

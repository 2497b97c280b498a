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
    launch rollout
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
    vehicle car
    truck lorry
    vehicle van
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
    approve approval decide decision
    approve authorize permit endorse sanction countersign clear
    refuse reject decline deny
    veto block refuse
    discard destroy dispose scrap bin throw shred
    delete erase discard
    halt suspend interrupt pause
    shut close
    open reopen
    budget fund money
    spend purchase buy order
    refund reimburse repay repayment
    compensate compensation refund
    coupon voucher
    charge fee
    cheap inexpensive
    profit earnings margin
    loan credit lend borrow
    rent lease
    insurer insurance
    donate donation
    hire recruit engage employ appoint
    contract agreement
    terminate dismiss
    layoff redundancy dismissal
    promote promotion
    roster rota rotation schedule shift timetable
    staff employee workforce
    temp temporary
    extra additional spare
    substitute deputize deputy replacement
    tutor instruct coach teach lecture
    lecture talk speech
    lesson class seminar workshop
    induct induction onboarding
    learner apprentice trainee student
    verify control
    audit inspect check auditor
    appraise appraisal review evaluation assessment
    measure gauge
    adjust correct
    mend repair fix restore
    service maintain maintenance
    faulty defective broken damaged
    defect flaw
    breakdown failure
    malfunction fault
    install fit mount
    dismantle disassemble
    talk converse conversation
    inform notify brief announce
    announce publish
    contact liaise liaison
    letter correspondence written
    summon call fetch
    talk tell inform
    complaint grievance objection
    complain complaint
    angry upset furious irate heated
    calm soothe
    apologize apology
    ring call phone telephone
    meeting session conference
    conference congress
    journey trip travel
    holiday vacation leave
    overtime shift
    file document paper
    diary journal log logbook
    record note enter
    record document
    store save archive record enter
    result value reading
    fail failure incident
    drawing plan blueprint
    map chart
    sketch draft
    rewrite reword edit
    proofread edit
    sign signature
    guideline rule policy regulation
    instruction manual
    danger risk
    dangerous unsafe hazardous
    accident incident mishap
    injure harm hurt
    ill sick unwell
    doctor medical physician health
    nurse nursing
    arbitrate arbitration mediate decide
    safe safety secure
    gear equipment kit
    calibrate adjust tune
    stand position
    applicant candidate jobseeker
    evacuate evacuation
    alarm alert
    fire blaze
    client guest patron
    subcontractor contractor
    superior boss
    subordinate report
    workmate colleague
    gang crew team squad
    helper assistant
    laboratory lab
    result finding outcome
    location spot place position
    mast tower pylon
    ascend climb
    weight heavy
    shorten cut
    extend lengthen
    raise lift
    load cargo freight
    carry transport
    pack wrap
    label tag
    arrive arrival
    depart departure
    pick select
    idea concept
    quantity amount
    breach violation infringement
    violate infringe
    court trial
    sue litigate
    patent trademark
    confidential private
    privacy confidentiality
    journalist reporter press
    press media
    newspaper media
    citizen resident inhabitant
    resident neighbour
    tenant renter
    parent guardian
    child children kid
    patient sufferer
    teenager youth
    garbage waste rubbish trash
    waste scrap
    pollution contamination
    dirty contaminated
    disinfect sterilize
    storm tempest
    blackout outage
    fuel petrol diesel gasoline
    engine motor
    password credential
    hacker attacker intruder
    leak leakage
    virus malware
    website site
    spreadsheet table
    graph chart
    statistic figure
    trend tendency
    aid assist
    assist support
    accept acceptance
    acknowledge confirm
    confirm verify
    escalate refer
    transfer handover
    forward transfer
    assign allocate allot distribute
    delegate assign
    prioritize rank
    sort classify
    count tally
    prototype sample
    taste tasting
    recipe formula
    animal livestock
    harvest crop
    repairman mechanic
    craftsman tradesman
    woodwork carpentry
    workplace workshop
    yard depot
    bay dock
    ban prohibit forbid
    fulfil fulfill meet
    achieve attain reach
    exceed surpass
    shortage lack
    surplus excess
    leftover surplus
    backlog queue
    intervene intervention
    reconcile settle
    compromise settlement
    settle settlement
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

"""The words that generated pages are composed of. Data only."""

from __future__ import annotations


def _listed(text: str) -> tuple[str, ...]:
    return tuple(" ".join(entry.split()) for entry in text.strip().split(";"))


# What a focus is about, with four things that its people handle.
DOMAINS: dict[str, tuple[str, ...]] = {
    "Payments": _listed("settlement files; card disputes; payout runs; acquirer contracts"),
    "Logistics": _listed("carrier routes; freight invoices; delivery windows; dock schedules"),
    "Claims": _listed("injury claims; loss reserves; repair estimates; coverage letters"),
    "Procurement": _listed("purchase orders; supplier bids; framework contracts; spend reports"),
    "Clinical": _listed("study protocols; patient consents; adverse events; site visits"),
    "Retail": _listed("store layouts; shelf plans; seasonal ranges; markdown calendars"),
    "Energy": _listed("load forecasts; grid outages; meter readings; tariff filings"),
    "Mortgage": _listed("loan files; property valuations; rate locks; arrears cases"),
    "Aviation": _listed("flight plans; crew rosters; maintenance slots; safety reports"),
    "Education": _listed("course catalogues; exam papers; enrolment lists; tutor rotas"),
    "Gaming": _listed("level designs; player telemetry; live events; economy balances"),
    "Insurance": _listed("policy wordings; premium tables; renewal lists; broker submissions"),
    "Manufacturing": _listed("assembly lines; scrap counts; tooling plans; shift handovers"),
    "Media": _listed("ad campaigns; rights windows; audience panels; programme schedules"),
    "Mobility": _listed("fleet bookings; charging points; driver ratings; zone permits"),
    "Pharmacy": _listed("prescription queues; stock lots; recall notices; dosage checks"),
    "Property": _listed("lease files; service charges; tenant surveys; building inspections"),
    "Publishing": _listed("manuscripts; print runs; royalty statements; cover briefs"),
    "Telecom": _listed("cell sites; number ports; roaming records; fault tickets"),
    "Travel": _listed("hotel allotments; fare rules; booking changes; visa papers"),
    "Treasury": _listed("cash positions; hedge tickets; bank mandates; debt covenants"),
    "Utilities": _listed("pipe surveys; billing cycles; leak reports; street works"),
    "Wholesale": _listed("price lists; pallet orders; credit limits; rebate schemes"),
    "Agriculture": _listed("harvest plans; soil samples; irrigation rounds; grain contracts"),
    "Biotech": _listed("assay results; cell lines; batch records; reagent stocks"),
    "Compliance": _listed("control tests; breach logs; policy attestations; regulator letters"),
    "Defence": _listed("bid volumes; export licences; range trials; spares lists"),
    "Fashion": _listed("sample rounds; fabric orders; lookbooks; size curves"),
    "Hospitality": _listed("room rates; banquet orders; guest reviews; housekeeping rounds"),
    "Mining": _listed("ore samples; blast plans; haul roads; tailings reports"),
    "Robotics": _listed("gripper designs; motion plans; sensor logs; safety cages"),
    "Sports": _listed("match schedules; ticket blocks; scouting notes; training loads"),
    "Museums": _listed("loan agreements; gallery plans; conservation notes; visitor counts"),
    "Forestry": _listed("felling plans; nursery beds; fire watches; timber tallies"),
    "Shipping": _listed("port calls; crew changes; cargo manifests; hull surveys"),
    "Nonprofit": _listed("grant reports; donor lists; field programmes; volunteer rotas"),
}

# What people in a focus are: family, SOC code, and what they do with those things.
CRAFTS: dict[str, tuple[str, str, str]] = {
    "Operations Analyst": ("OPERATE", "13-1111", "examining how work flows and where it stalls"),
    "Program Manager": ("PROGRAM", "11-3012", "bringing several projects to one outcome"),
    "Data Engineer": ("ENGINEER", "15-1243", "building the pipelines that others draw data from"),
    "Risk Specialist": ("RISK", "13-2054", "finding what may go wrong and what it would cost"),
    "Training Partner": ("LEARNING", "13-1151", "teaching colleagues what their work now needs"),
    "Quality Auditor": ("QUALITY", "13-1041", "checking that what was promised is what is done"),
    "Product Designer": ("DESIGN", "15-1255", "shaping what users see, touch and understand"),
    "Contract Negotiator": ("LEGAL", "13-1199", "agreeing terms that both sides can keep"),
    "Support Engineer": ("SUPPORT", "15-1232", "restoring service for customers who are stuck"),
    "Market Researcher": ("INSIGHT", "13-1161", "learning what buyers want before they say it"),
    "Pricing Strategist": ("PRICING", "13-1081", "setting prices that customers and margins bear"),
    "Capacity Planner": ("PLANNING", "43-5061", "matching what is wanted with what can be made"),
    "Account Director": ("ACCOUNTS", "41-4012", "winning and keeping the largest customers"),
    "Release Coordinator": ("RELEASE", "15-1299", "getting changes out without surprises"),
    "Sustainability Adviser": ("IMPACT", "13-1199", "lowering what the business costs the planet"),
    "Automation Developer": ("AUTOMATE", "15-1252", "letting machines do what is done by rote"),
    "Fraud Investigator": ("PROTECT", "33-3021", "following money that went astray"),
    "Vendor Manager": ("VENDORS", "11-3061", "holding suppliers to what they agreed"),
    "Content Strategist": ("CONTENT", "27-3043", "deciding what is said, where and to whom"),
    "Workforce Scheduler": ("ROSTER", "43-5061", "putting the right people on the right shift"),
    "Systems Architect": ("ARCHITECT", "15-1299", "deciding how parts fit before they are built"),
    "Field Technician": ("FIELD", "49-9071", "mending on site what cannot be mended from afar"),
    "Budget Controller": ("CONTROL", "13-2031", "keeping plans and spending honest"),
    "Community Organizer": ("COMMUNITY", "21-1099", "bringing people together around a cause"),
    "Process Chemist": ("PROCESS", "19-2031", "turning a recipe into a plant that runs"),
}

VERBS = _listed(
    "Prepares; Reviews; Compiles; Reconciles; Drafts; Monitors; Classifies; Schedules; Verifies; "
    "Summarizes; Coordinates; Redesigns; Negotiates; Forecasts; Audits; Presents; Simplifies; "
    "Documents; Investigates; Prioritizes; Restructures; Consolidates; Translates; Validates; "
    "Tracks; Resolves; Challenges; Benchmarks; Pilots; Retires; Standardizes; Escalates; Models; "
    "Archives; Defends; Sponsors; Rehearses; Untangles; Publishes; Allocates"
)
ADJECTIVES = _listed(
    "incoming; overdue; cross-border; disputed; seasonal; high-volume; confidential; incomplete; "
    "recurring; regional; automated; handwritten; duplicate; urgent; long-running; sensitive; "
    "non-standard; legacy; multi-party; experimental; audited; unbilled; outsourced; quarterly; "
    "low-margin; regulated; unstructured; provisional; shared; contested"
)
PARTNERS = _listed(
    "the finance controller; regional leads; two neighbouring teams; external counsel; "
    "the customer's own staff; a vendor's engineers; the works council; product owners; "
    "the night shift; internal audit; a steering group; newly joined colleagues; "
    "the data protection officer; warehouse supervisors; the board's committee; field crews; "
    "the regulator's case worker; design and research; the help desk; a partner agency"
)
ENDS = _listed(
    "so that no deadline is missed; to bring the error rate below one in a thousand; "
    "before the month closes; to free capacity for new work; so that auditors find no gap; "
    "to shorten the wait for customers; and records what was learned; to settle what is owed; "
    "so that decisions rest on current figures; to keep the licence to operate; "
    "and hands over without loose ends; to prepare the next contract round; "
    "so that incidents do not come back; to lower the cost of each case; "
    "and explains the outcome in plain words; to win back lapsed customers; "
    "so that new sites open on time; to replace three older tools; "
    "and closes the findings of the last review; to reach the yearly target; "
    "so that the team can work from one list; to protect those who report faults; "
    "and agrees the next steps in writing; to make the forecast hold within two percent"
)
MEANS = _listed(
    "using the shared register and a short weekly call; with figures drawn from three systems; "
    "by walking the site before writing anything down; through a rota of pilots and reviews; "
    "with templates that the next person can reuse; by asking those who do the work first; "
    "after weighing cost, delay and the risk of inaction; from interviews and sampled records; "
    "with dashboards, alerts and a written fallback; by splitting the work into weekly steps; "
    "while keeping evidence for later review; through mediation when interests collide; "
    "by comparing the last four quarters; with scripts that anybody may read and rerun; "
    "after a dry run with those affected; by publishing the reasons beside the result"
)
# How far the work of a level reaches: five levels, four ways of saying it for each.
REACH: tuple[tuple[str, ...], ...] = (
    _listed(
        "under close supervision; following a checklist; for a senior colleague; as instructed"
    ),
    _listed(
        "within defined procedures; on smaller cases; with occasional review; for one small area"
    ),
    _listed("independently; for a whole area; with agreed milestones; from start to finish"),
    _listed(
        "across several teams; on the most complex cases; while mentoring others; "
        "with authority over the method"
    ),
    _listed(
        "for the whole company; where no precedent exists; together with executives; "
        "as the recognized authority"
    ),
)
KNOWLEDGE = _listed(
    "Learns the basics of; Applies working knowledge of; Applies broad knowledge of; "
    "Brings in-depth expertise in; Shapes how the company thinks about"
)
COMPLEXITY = _listed(
    "Handles routine questions on; Exercises moderate judgment on; "
    "Weighs several interacting factors in; Performs in-depth analysis of; "
    "Acts on broad and unique assignments around"
)
COLLABORATION = _listed(
    "Supports; Builds working relationships with; Networks with; Coordinates and influences; "
    "Advises and represents the company before"
)
DEGREES = _listed(
    "Associate degree or apprenticeship; Bachelor's degree in a related field; "
    "Bachelor's degree or equivalent practice; Bachelor's or master's degree; "
    "Master's degree or a record of comparable work"
)
YEARS = _listed("0–1 years; 2–4 years; 4–6 years; 6–9 years; 10+ years")

# Skills that every function shares, and the patterns of those that a focus has for itself.
COMMON_SKILLS: dict[str, str] = {
    "Active Listening": "Giving full attention to what other people say and asking where unclear.",
    "Critical Thinking": "Weighing the strengths and weaknesses of approaches before choosing.",
    "Time Management": "Managing one's own time and the time of others.",
    "Clear Writing": "Putting a matter on one page so that the reader can act on it.",
    "Persuasion": "Helping others to change their minds by reasons that matter to them.",
    "Getting Information": "Observing, receiving and obtaining information from all sources.",
    "Working with Numbers": "Reading figures for what they say and for what they leave out.",
    "Coaching Others": "Finding what somebody needs to learn next and helping them to learn it.",
}
SKILL_NAMES = _listed(
    "{} triage; {} modelling; {} stewardship; {} forensics; {} storytelling; {} hygiene; "
    "{} rehearsal; {} costing; {} mapping; {} sampling"
)
SKILL_MEANINGS = _listed(
    "Sorting {} by what cannot wait and what can; "
    "Describing {} in a form that can be calculated with; "
    "Keeping {} accurate, complete and owned by somebody; "
    "Working out after the fact what happened to {}; "
    "Telling with {} a story that moves a decision; "
    "Removing from {} what is stale, double or wrong; "
    "Trying out changes to {} before they count; "
    "Knowing what {} cost, by case and by cause; "
    "Drawing where {} come from and where they go; "
    "Judging all {} by looking at a few"
)

LEVEL_NAMES = _listed("Entry; Developing; Established; Senior; Principal")
LEVEL_SUMMARIES = _listed(
    "Learns the work of the role; delivers defined tasks|"
    "Carries out standard work; knows when to ask|"
    "Fully independent in the role; owns results across varied work|"
    "Leads the hardest work of a team; others rely on the method|"
    "Expert in the field; sets direction for several teams".replace(";", ",").replace("|", ";")
)
LEVEL_VALUES: dict[str, tuple[str, ...]] = {
    "Scope": _listed(
        "Single tasks; A group of tasks; A portfolio of medium size; "
        "Several portfolios; A whole domain"
    ),
    "Autonomy": _listed(
        "Works to instructions; Works to procedures; Agrees goals and not steps; "
        "Chooses goals within a strategy; Sets direction within the domain"
    ),
    "Complexity": _listed(
        "Known problems with known answers; Known problems with several answers; "
        "Varied problems with interacting factors; Ambiguous problems across teams; "
        "Novel problems where the approach has to be established"
    ),
    "Impact": _listed(
        "Own tasks; Own cases and their customers; Targets of the team; "
        "Results of several teams; Results of the organization"
    ),
    "Decision rights": _listed(
        "None beyond the checklist; Small exceptions; Day-to-day trade-offs within a budget; "
        "Method and staffing of a project; Authority over a domain"
    ),
    "Leadership": _listed(
        "None; Shows newcomers around; Guides colleagues on single assignments; "
        "Mentors and leads projects; Leads initiatives across teams"
    ),
    "Typical experience": _listed("0–1 yrs; 2–4 yrs; 4–6 yrs; 6–9 yrs; 8–12 yrs"),
}

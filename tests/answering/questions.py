"""Questions over the house: those that its pages answer, and those that they do not."""

from __future__ import annotations

ANSWERABLE = (
    # compare_levels
    "what separates P3 from P4 for account executive",
    "difference between L4 and L5 software engineer",
    "compare L3, L4 and L5 of software engineer storage",
    "how does IC2 differ from IC3 for sales engineers",
    "P3 versus P4 responsibilities for mid-market",
    "what is the difference in autonomy between L4 and L5",
    "what does a P4 account executive do that a P3 does not",
    "what is new at L5 in storage",
    # compare_roles
    "compare account executive and sales engineer",
    "how does the account executive P3 differ from the sales engineer IC3",
    # level_criteria
    "what is expected of a P4 account executive",
    "what does an L5 software engineer do",
    "responsibilities of P3 account executive",
    "what are the duties of an IC3 sales engineer",
    "tell me about L4 storage",
    "what does a P3 data steward do",
    "what does an AE do at P3",
    # lookup
    "how many years of experience does a P4 account executive need",
    "how much experience does a P3 account executive need",
    "how many years for an IC3 sales engineer",
    "how many years for a P2 account executive",
    "what degree does a P3 account executive need",
    "what is the SOC code of account executive",
    "what is an account executive",
    "what is a data steward",
    "what autonomy does an L5 software engineer have",
    "decision rights of a P4 account executive",
    "does the account executive use Salesforce",
    "on-call rotation of software engineers",
    "complexity at IC4 sales engineer",
    # find_level
    "which level leads tender responses",
    "who negotiates contracts with procurement",
    "which level is a Senior Client Partner",
    "which level is a Deal Captain",
    "at what level do software engineers design replication",
    "who coaches juniors",
    # promotion_gap, self_placement
    "I keep the forecast in Salesforce and coach juniors, what is missing for P4 account executive",
    "what do I need to get from P3 to P4 as an account executive",
    "how do I get promoted from L4 to L5 in storage",
    "what level am I: I negotiate contracts with procurement and coach two juniors, "
    "account executive",
    # skills, aliases, adjacent roles, provenance, list
    "which skills does an account executive need",
    "what does multi-threading mean",
    "define deal shaping",
    "what other titles does the account executive have",
    "which title aliases does the P4 account executive have",
    "aliases of software engineer",
    "which roles are adjacent to account executive",
    "which roles are adjacent to the sales engineer",
    "how far is a data steward of finance from the storage engineer",
    "who reviewed the account executive profile",
    "provenance of the storage profile",
    "which roles are there",
    "what levels does the software engineer have",
)

# With words that the reason has to hold: what is missing, or what there is.
UNANSWERABLE: tuple[tuple[str, str], ...] = (
    # no such level
    ("what does a P7 do", "P7"),
    ("what does a P7 do", "P2 to P4"),
    ("what does a P6 account executive do", "P6"),
    ("what does a P6 account executive do", "P2 to P4"),
    ("what does an L9 software engineer do", "L3 to L6"),
    ("what is expected of IC7 in product trials", "IC2 to IC4"),
    ("compare P4 and P9 for account executive", "P9"),
    ("what separates L4 from L8 for software engineer", "L8"),
    ("what does an M2 do", "no such level"),
    ("what does an M3 account executive do", "M3"),
    ("level 9 account executive", "P9"),
    ("what does an L3 account executive do", "P2 to P4"),
    ("which skills does a P8 account executive need", "P8"),
    ("how many years does a P9 account executive need", "P9"),
    ("GROWTH.ACCTEXEC.P9", "P9"),
    # pay
    ("what is the salary of a P4 account executive", "pay"),
    ("how much does an L5 software engineer make", "pay"),
    ("what is the OTE of an account executive", "pay"),
    ("does a sales engineer get a bonus", "pay"),
    ("what is the salary", "pay"),
    ("how much equity does an L6 software engineer get", "pay"),
    ("what does a P3 account executive earn", "pay"),
    ("commission of an account executive", "pay"),
    # other attributes that no page records
    ("how big is the quota of a P4 account executive", "quota"),
    ("how many vacation days does a sales engineer have", "benefits"),
    ("does an account executive have a company car", "benefits"),
    ("can a software engineer work remotely", "place of work"),
    ("how much does an account executive travel", "travel"),
    ("how many hours per week does a sales engineer work", "hours"),
    ("who does an account executive report to", "reporting line"),
    ("how many direct reports does a P4 account executive have", "team size"),
    ("are there vacancies for account executives", "vacancies"),
    ("what are the interview questions for software engineers", "vacancies"),
    ("how long until I get promoted from P3 to P4 account executive", "promotion"),
    ("what is the email address of the account executive", "contact"),
    ("how old must an account executive be", "age"),
    ("is there a visa for software engineers", "visa"),
    # sections that this role lacks
    ("which skills does a sales engineer need", "skills"),
    ("who reviewed the sales engineer profile", "provenance"),
    ("what is the SOC code of the sales engineer", "classification"),
    ("complexity at L5 software engineer", "complexity"),
    ("how many years of Python experience does an L5 software engineer need", "python"),
    # things that no statement says
    ("does the account executive use HubSpot", "hubspot"),
    ("who feeds the parrots", "parrots"),
    ("which level of account executive trains astronauts", "astronauts"),
    ("does a software engineer repair bicycles", "bicycles"),
    ("what does underwater welding mean for account executives", "welding"),
    # roles that are not here
    ("what does a beekeeper do", "beekeeper"),
    ("which skills does a nurse practitioner need", "nurse"),
    # off topic
    ("what is the weather tomorrow", "weather"),
    ("write me a poem", "poem"),
    ("who won the world cup", "world cup"),
    ("tell me a joke", "joke"),
    ("hello", "roles and levels"),
    ("what is the capital of France", "France"),
    ("how do I boil an egg", "egg"),
)

AMBIGUOUS = (
    "what does an SE do",
    "what does a solutions partner do",
    "which skills does an SE need",
)

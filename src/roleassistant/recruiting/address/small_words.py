"""The words by which a verb in -s is told from a plural: those that stand before and behind it."""

from __future__ import annotations

JOINS = frozenset("and or but then nor plus".split())
SUBORDINATORS = frozenset(
    """that which who whom whose where when whenever while if whether because until unless although
    though what how why so whatever whoever""".split()
)
# Behind these a word in -s that nobody knows is a verb: no plural stands before an article.
ARTICLES = frozenset("the a an its their his her your our my every each any this".split())
# Verbs that take what is said or seen: "checks that the count agrees".
TELLING = frozenset("check note report record sign show state warrant result".split())
# Verbs in their base form that are adjectives as well.
ADJECTIVES = frozenset(
    "open clear clean complete direct live present separate slow secure own close dry lean free "
    "moderate elaborate appropriate correct smooth narrow quiet steady warm cool lower stable rear "
    "thin light average total tender".split()
)  # fmt: skip
# And such as are things: "builds trust", "reviews spend".
THINGS = frozenset(
    "trust judge pay produce raise rescue show spend spread stay surprise swing try watch wear "
    "welcome trigger stop sort sense strike hit ride climb reach find grasp hold drive read "
    "talk overhaul outreach feed sell buy counsel rework".split()
)  # fmt: skip
# Behind these a verb follows in its base form.
HELPING = frozenset("help let make".split())
# What begins a noun: behind a verb in -s, never behind a plural.
DETERMINERS = frozenset(
    """the a an its their his her your our my this these those that each every any all both some no
    one two three four five six seven eight nine ten several many more most what how whether when
    where who why which it them him us others another either neither""".split()
)
POINTING = frozenset("them it those these".split())
PREPOSITIONS = frozenset(
    """of in on at to for from with without by as about across after against along among around
    before behind below beneath beside between beyond during inside into onto outside
    over past per since through throughout toward towards under until upon via within
    than""".split()
)
# Prepositions that are conjunctions as well stand behind nouns and verbs alike, and what is joined
# before them is then complete.
CONJOINING = frozenset("until than per".split())
# Behind a word in -s these make a verb of it.
PARTICLES = frozenset("up out off down away back forward together aside along through over".split())
# What is left open where a bare "and" stands before: "problems of people and deals with causes".
NOUN_PAIRS = frozenset(
    """
    answers_to benefits_from bids_for calls_on checks_with deals_with designs_with partners_with
    plans_with queries_with quotes_to reports_to reviews_with trades_with visits_with votes_on
    """.split()
)
PAIRS = frozenset(
    """
    accounts_for accounts_to acts_as aims_at answers_for answers_to battles_with begins_with
    benefits_from bids_for calls_on cares_for checks_with contributes_to cooperates_with deals_with
    delegates_to designs_with ends_with engages_with focuses_on hands_over helps_to leads_by
    leads_through leads_to lectures_at lectures_to looks_after looks_at looks_for looks_to
    moves_between needs_to networks_with pairs_with partners_with plans_with queries_with quotes_to
    reasons_about relates_to reports_to reviews_with rules_on runs_into serves_as signs_for
    signs_off sits_on speaks_for stands_by stands_in stands_up starts_to starts_with steps_in
    takes_part talks_to
    talks_with touches_on trades_with turns_around turns_into turns_to visits_with votes_on wants_to
    works_across works_as works_in works_on works_through works_with
    """.split()
)
ADVERBS = frozenset("also often always never then sometimes both either not".split())
# Adjectives that look like adverbs: "monthly figures".
NO_ADVERBS = frozenset(
    "daily weekly monthly quarterly yearly early hourly nightly only likely timely friendly costly "
    "family assembly anomaly monopoly ally supply reply apply rely multiply"
    .split()
)  # fmt: skip
# Behind "each" and "every" these say when, and are no object: "charts and tables each week".
TIMES = frozenset(
    "hour day night morning evening shift week fortnight month quarter season half year term time "
    "sprint cycle round".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being has have had can could may might must shall should will would "
    "do does"
    .split()
)  # fmt: skip
# Plurals that stand before nouns: "sales operations".
ATTRIBUTIVE = frozenset(
    """sales operations analytics communications logistics economics systems services customs goods
    rights benefits news sports accounts securities savings earnings claims physics mathematics
    statistics politics graphics robotics electronics relations resources
    standards careers arms""".split()
)
# Behind these a word in -s is what something was done to: "monitors built in the workshop".
PARTICIPLES = frozenset(
    """built made held written sold bought driven given taken known seen kept left sent drawn shown
    found done met paid used involved needed required""".split()
)
# Words in -ing with which nouns are made: "reporting lines", "working vehicles".
NAMING = frozenset(
    """accounting billing engineering hiring manufacturing marketing operating planning pricing
    purchasing reasoning reporting selling spending testing timing training working
    writing""".split()
)

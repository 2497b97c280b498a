"""General English that the checks stand on: words that frame a claim, words of one meaning, words
that exclude each other. Of work in general, and of no page in particular.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from roleassistant.retrieval.words import FUNCTION_WORDS, stem

# Words by which a claim is put, and which state nothing by themselves. What they may change, such
# as "not", "must", "only" or "more", is looked at by a check of its own.
FRAME = FUNCTION_WORDS | frozenset(
    """
    additionally addition include includes including included involve involves involving
    experience experienced background responsible responsibility responsibilities accountable
    able ability expectation called known named defined define defines
    additional further furthermore moreover overall specifically namely respectively
    individual individuals somebody holder holders incumbent candidate candidates professional
    listed lists state states stated record records recorded note notes noted describes described
    per himself herself themselves oneself cannot become becomes remain remains part
    minimum maximum until well key various several multiple many different certain particular
    demand demands asks asked ask call calls look looks shown shows gives given give total
    aspect aspects area areas regarding concerning terms term case cases way ways form
    differ differs difference differences differently compared comparison contrast separate
    separates distinguish distinguishes change changes move moves up rise rises rising increase
    increases increasing grow grows growing fall falls falling decrease decreases decreasing
    also again already along together next hence thus therefore however though although yet
    example instance bring brings bringing cover covers span spans comprise comprises consist
    consists contain contains relate relates refer refers correspond corresponds belong belongs
    start starts begin begins take takes taking taken track ladder time times
    based through via ensure ensures ensuring relevant appropriate specific corresponding related
    respective focus focuses focused act acts acting serve serves serving undertake undertakes
    engage engages something somewhat others unlike wherever whenever whichever whatever among
    criterion criteria made make makes making basis stay stays staying
    behalf while whereas both instead rather except once
    """.split()
)

# Each line: words that say the same for our purpose.
_SAME = """
give grant provide offer supply administer
help assist support aid
begin start commence launch
end finish complete conclude
buy purchase procure acquire
buyer purchaser
sell sale vend
customer client
prospect lead
company firm organization enterprise business
team squad crew
coworker colleague peer
worker employee
chief head
boss manager supervisor
superior senior
newcomer beginner starter
big large great sizable
small little minor
quick fast rapid swift
hard difficult tough challenging
simple easy straightforward
important critical crucial vital essential
check verify review examine inspect
fix repair correct remedy resolve
find identify discover detect
pick choose select
build construct create develop make establish
design shape
plan schedule
show present demonstrate display
teach train instruct
coach mentor guide
judge assess evaluate appraise
decide determine settle rule
approve authorize sanction
keep maintain retain preserve
watch monitor track observe
improve enhance better
increase raise grow expand
reduce cut lower decrease lessen
collect gather
write author draft compose
speak talk
answer reply respond
ask request
connect link
join attend
run conduct execute perform handle operate
manage run oversee
lead head direct spearhead drive
own hold
use apply employ utilize leverage
influence affect sway
convince persuade
bargain negotiate
forecast predict project
solve resolve
problem issue
goal objective target aim
task duty assignment
method approach technique
rule guideline policy
tool instrument
customise tailor adapt adjust
combine merge unite
divide split
explain clarify
report document record log
deliver hand
escalate raise
anticipate foresee
trust confidence
wide broad
deep depth
expert authority
knowledge understanding
skill competency ability
advice counsel
field domain
annual yearly
independent autonomous unsupervised alone
work labor
deal opportunity
contract agreement
doctor physician
drug medication medicine
car vehicle
worldwide global
yield output
error mistake
defect bug
meeting session
entire whole full complete
various diverse varied
executive leader
shift duty
degree diploma
mail email
phone telephone
staff personnel
role position job
requirement prerequisite
own personal
preferred desired desirable welcome advantageous beneficial favored favoured
required needed necessary mandatory obligatory
partner counterpart
talk conversation
"""

# Each line: what excludes what; steps between bars, on each step words that share its meaning.
# A claim that has one step where the evidence has another says something else.
_SCALES = """
shadow observe | assist support help aid contribute participate join | lead head direct drive own
assist support help contribute participate join | manage run handle perform conduct
suggest recommend propose advise | decide determine approve authorize rule
supervised guided | independent autonomous unsupervised alone self-directed
basic foundational entry | solid developing working intermediate | advanced deep | expert mastery
intern trainee apprentice | junior | senior | principal
local | regional | national countrywide nationwide | global worldwide international
daily | weekly | fortnightly biweekly | monthly | quarterly | yearly annual annually
individual | team | department | division | company firm enterprise
increase raise grow expand widen | reduce decrease shrink lower cut narrow
internal | external
inbound | outbound
simple easy straightforward | moderate | complex complicated
routine standard conventional ordinary | novel unprecedented nonstandard
low | medium | high
small smaller | large larger big
short shorter | long longer
new | existing installed
formal | informal
direct | indirect
open | closed
accept approve | reject decline refuse
hire recruit | dismiss fire
buy purchase | sell
before | after
above over | below beneath
first | last
maximum | minimum
early | late
written | oral verbal
stable | unstable
technical | commercial
mandatory required compulsory | optional voluntary
strategic | tactical operational
short-term | long-term
single one sole | multiple several
public | private
create build | remove delete
follow | set define
"""

# Forms that the stemmer keeps apart.
_FORMS = """
decide decision decisive
analyze analysis analytical analytic analyst
sell sold sale
buy bought
know known knew knowledge
choose chose chosen choice
lose lost loss
succeed success successful
strong strength strengthen
long length
wide width
deep depth deepen
high height
broad breadth broaden
speak spoke spoken speech
respond response responsive
defend defence defense
advise advice advisory
believe belief
prove proof proven
maintain maintenance
solve solution
vary variety various variation
compete competition competitive competitor
describe description
produce production product
retain retention
acquire acquisition
write wrote written
lead led leadership
build built
bring brought
hold held
keep kept
meet met meeting
teach taught
run ran
win won
take took taken
give gave given
make made
find found
spend spent
grow grew grown growth
understand understood
think thought
set setting
tell told
leave left
pay paid payment
draw drew drawn
drive drove driven
begin began begun
see saw seen
break broke broken
feel felt
fall fell fallen
sign signature
receive receipt reception
plan planning
apply application
simplify simplification simple
clarify clarification clarity clear
qualify qualification
classify classification
specify specification specific
prioritize priority prioritization
negotiate negotiation negotiator
strategy strategic strategist
technology technological technical
persuade persuasion persuasive
supervise supervision supervisor
expand expansion
extend extension extent
conclude conclusion
resolve resolution
define definition
distribute distribution
contribute contribution contributor
coordinate coordination coordinator
organize organization organizational
individual individually
autonomous autonomy autonomously
independent independence independently
responsible responsibility
monthly month mo mos
weekly week
quarterly quarter
daily day
yearly year years yr yrs annual annually
regional region
national nation
global globe globally
safe safety
accurate accuracy
complex complexity
difficult difficulty
able ability
secure security
public publicly publish publication
center centre centers centres
behavior behaviour
program programme
labor labour
color colour
favor favour
neighbor neighbour
license licence
judgment judgement
catalog catalogue
fulfill fulfil
enroll enrol
"""

# Endings that make another word of the same root, tried from the longest on.
_ENDINGS = tuple(
    sorted(
        """
        ation ator ement ment ness iti ity ive ional ional ion al ic ical or er ist anc enc abl
        ibl ful ous at iv iz ant ent ship less
        """.split(),
        key=lambda ending: (-len(ending), ending),
    )
)
_SHORTEST_ROOT = 5
# Words that an ending would make alike and that are not.
_APART = frozenset(stem(word) for word in "internal international intern general generate".split())


def _lines(text: str) -> Iterable[list[str]]:
    return (line.split() for line in text.strip().splitlines())


_ROOT_OF = {stem(form): stem(line[0]) for line in _lines(_FORMS) for form in line}


@lru_cache(maxsize=65536)
def root(word_stem: str) -> str:
    """The stem without what derives one word from another: "negotiator" → "negoti"."""
    known = _ROOT_OF.get(word_stem)
    if known is not None:
        return known
    british = word_stem.replace("is", "iz") if word_stem.endswith(("is", "isat")) else word_stem
    if british in _APART:
        return british
    for ending in _ENDINGS:
        if british.endswith(ending) and len(british) - len(ending) >= _SHORTEST_ROOT:
            short = british[: -len(ending)]
            return _ROOT_OF.get(short, short)
    return _ROOT_OF.get(british, british)


def _same() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in _lines(_SAME):
        roots = {root(stem(word)) for word in line}
        for one in roots:
            found[one] |= roots
    return {word: frozenset(others - {word}) for word, others in found.items()}


SAME = _same()


def _scales() -> dict[str, tuple[tuple[int, int], ...]]:
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for scale, line in enumerate(_SCALES.strip().splitlines()):
        for step, words in enumerate(line.split("|")):
            for word in words.replace("-", "").split():
                found[root(stem(word))].append((scale, step))
    return {word: tuple(places) for word, places in found.items()}


# Root → the scales on which it stands, each with its step.
SCALES = _scales()

NEGATORS = frozenset(
    """
    not no never without cannot nobody nothing none neither nor cant dont doesnt isnt arent wasnt
    didnt wont wouldnt shouldnt couldnt mustnt neednt hasnt havent hardly barely lacks lacking
    lack unable excluding
    """.split()
)
WEAK = frozenset(
    """
    may might could possibly perhaps optionally optional sometimes occasionally rarely seldom
    preferably ideally voluntarily voluntary desirable advantageous
    """.split()
)
# Weak behind what they are said of: "PhD preferred", "business master's common".
WEAK_BEHIND = frozenset(
    "preferred desired welcome common plus advantage beneficial optional desirable advantageous "
    "favored favoured".split()
)
STRONG = frozenset(
    "must required requires require mandatory shall compulsory obliged obligatory needs need "
    "essential has have".split()
)
OBLIGED = frozenset("must required mandatory shall compulsory obliged obligatory".split())
UNIVERSAL = frozenset(
    "all every each always entire whole everyone everybody everything entirely "
    "throughout invariably".split()
)
PARTIAL = frozenset(
    "some most few half mostly often usually sometimes partly occasionally majority minority "
    "rarely seldom frequently".split()
)
ONLY = frozenset("only exclusively solely sole just merely purely alone".split())
MORE = frozenset("more higher longer greater larger broader bigger exceeds exceed beyond".split())
RISING = frozenset("rise rises rising increase increases increasing grow grows growing".split())
FALLING = frozenset("fall falls falling decrease decreases decreasing drop drops decline".split())
LESS = frozenset("less fewer lower shorter smaller narrower".split())

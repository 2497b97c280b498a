"""Words of one meaning, and words that exclude each other. Of work in general, and of no page in
particular.
"""

from __future__ import annotations

from collections import defaultdict

from roleassistant.answering.support.roots import lines_of, root
from roleassistant.retrieval.words import stem

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


def _same() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for line in lines_of(_SAME):
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

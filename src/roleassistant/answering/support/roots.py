"""The root of a word: its stem without what derives one word from another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from roleassistant.retrieval.words import stem

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


def lines_of(text: str) -> Iterable[list[str]]:
    """The words of each line."""
    return (line.split() for line in text.strip().splitlines())


_ROOT_OF = {stem(form): stem(line[0]) for line in lines_of(_FORMS) for form in line}


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

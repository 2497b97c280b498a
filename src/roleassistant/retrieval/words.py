"""Words of questions and statements: tokens, stems, and which words carry meaning."""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from Stemmer import Stemmer

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)?|[&+*]")
_VOWEL = re.compile(r"[aeiouy]")
_own = threading.local()

# Words by which people ask, not words that they ask about.
FUNCTION_WORDS = frozenset(
    """
    a an the of to in on at for from by with without as and or nor but if than then so into onto
    about between among across over under per via versus vs while during within is are was were be
    been being am do does did doing done have has had having can could should would will shall may
    might must i me my mine we us our you your he she they them their it its this that these those
    there here what which who whom whose when where why how many much long often not no yes any
    some all each every both either neither other another same such only own more most less least
    very too also just even still yet ever never always usually really please tell show give list
    explain describe say says said mean means meant meaning know want wants need needs needed
    like etc eg ie exactly actually basically kind sort thing things stuff one ones someone
    somebody anyone anybody people person employee employees let lets get gets got make makes go
    goes going come comes coming whether because against apply applies required require requires
    requirement requirements expected expect expects expectation expectations supposed typical
    typically normally usual role roles profile profiles job jobs position positions level levels
    work works working use uses used using v
    grade grades rung rungs question answer ask asking hi hello hey thanks thank ok okay could
    now then lol haha pls plz please thx btw fyi asap hmm um uh well quick quickly im ive id dont
    doesnt isnt whats hows wheres whos page pages itself myself currently today im gonna wanna
    full complete entire whole mention mentions mentioned anywhere somewhere answers
    everything anything detail details info information all
    right correct agree sure maybe perhaps guess think thought wonder wondering curious others
    re regarding concerning sentence sentences bullet bullets briefly shortly summary
    ask asks asked summarise summarize outline true sorry entitled mandatory obligatory compulsory
    permitted optional heard ever
    p frequently regularly u r ur him hers himself herself themselves yourself someones anybodys
    kindly hope dear called something again already thats theres theyre arent wont cant
    """.split()
)

# Words that say little of what is asked: they help to choose among statements, and a statement
# that lacks them may be the one that is meant all the same.
LIGHT_WORDS = frozenset(
    """
    handle handles handled handling look looks looking after before involve involves involved
    include includes included happen happens happening start starts started starting begin begins
    carry carries carried perform performs performed concern concerns concerned take takes taken
    taking put puts bring brings become becomes becoming find finds list lists listed care
    cares allow allowed able first big daily day days different talk talks talking
    various main important place way ways run runs running hold holds keep keeps kept see sees
    left out turn turns set sets company firm here business bit lot lots really actually
    week weeks month months year years quarter quarters
    percent percentage percents euro euros dollar dollars member members staff short long touch
    touches help helps helping happened count counts own owns owned around away back up down off
    through during time times colleague colleagues alone unaided unassisted
    """.split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word as written, folded to lower case without accents, and its stem."""

    text: str
    stem: str
    start: int
    end: int


# How people shorten words in chat, and the words of titles.
CHAT_FORMS = {
    "b/w": "between",
    "btwn": "between",
    "arent": "are",
    "isnt": "is",
    "doesnt": "does",
    "evry": "every",
    "mgmt": "management",
    "diff": "difference",
    "diffs": "differences",
    "exp": "experience",
    "lvl": "level",
    "hw": "how",
    "lvls": "levels",
    "max": "maximum",
    "min": "minimum",
    "ppl": "people",
    "reqs": "requirements",
    "resp": "responsibilities",
    "resps": "responsibilities",
    "w/": "with",
    "wat": "what",
    "wht": "what",
    "whch": "which",
    "wich": "which",
    "yr": "year",
    "yrs": "years",
}
# What initials of work stand for, where the profiles do not write the initials.
INITIALS = {
    "ceo": "chief executive officer",
    "cfo": "chief financial officer",
    "chro": "chief human resources officer",
    "cio": "chief information officer",
    "coo": "chief operating officer",
    "cpo": "chief procurement officer",
    "cro": "chief revenue officer",
    "cto": "chief technology officer",
    "gtm": "go-to-market",
    "iac": "infrastructure as code",
    "kpis": "performance indicators",
    "m&a": "acquisitions",
    "ml": "machine learning",
    "nda": "confidentiality agreement",
    "ndas": "confidentiality agreements",
    "npv": "net present value",
    "poc": "proof of concept",
    "pocs": "proofs of concept",
    "roi": "return on investment",
    "slo": "service-level objective",
    "slos": "service-level objectives",
    "sso": "single sign-on",
    "vp": "vice president",
    "vps": "vice presidents",
}
SHORT_FORMS = {
    "acct": "account",
    "admin": "administrator",
    "assoc": "associate",
    "asst": "assistant",
    "dev": "developer",
    "dir": "director",
    "eng": "engineer",
    "engr": "engineer",
    "exec": "executive",
    "jr": "junior",
    "mgmt": "management",
    "mgr": "manager",
    "rep": "representative",
    "spec": "specialist",
    "sr": "senior",
}


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The Snowball (Porter 2) stem of a folded word; plurals of abbreviations lose their s."""
    if len(word) > 2 and word.endswith("s") and not _VOWEL.search(word):
        return word[:-1]
    stemmer = getattr(_own, "stemmer", None)
    if stemmer is None:  # one for each thread: it must not be used by two at once
        stemmer = _own.stemmer = Stemmer("english", 0)
    return str(stemmer.stemWord(word))


LIGHT_STEMS = frozenset(map(stem, LIGHT_WORDS))


def fold(text: str) -> str:
    """Lower case, without accents, dashes and quotation marks made plain."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()


def tokens(text: str) -> list[Token]:
    """The words of `text` in order; hyphenated words come apart, possessives lose their end."""
    found = []
    for match in _TOKEN.finditer(text):
        word = fold(match.group())
        if "'" in word or "’" in word:
            word = re.sub(r"['’]", "", re.sub(r"['’](?:s|ll|re|ve|d|m)?$", "", word))
        if word:
            found.append(Token(word, stem(word), match.start(), match.end()))
    return found


@lru_cache(maxsize=65536)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of `text`, in order."""
    return tuple(token.stem for token in tokens(text))


def in_order(words: Sequence[str], text: Sequence[str]) -> bool:
    """Whether the stems `words` stand in `text` in this order, others between them or not."""
    rest = iter(text)
    return bool(words) and all(word in rest for word in words)

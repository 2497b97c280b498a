"""General English that the checks stand on: words that frame a claim, weaken it or bound it. Of
work in general, and of no page in particular.
"""

from __future__ import annotations

from roleassistant.retrieval.words import FUNCTION_WORDS

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

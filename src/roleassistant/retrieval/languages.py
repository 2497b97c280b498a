"""Questions in another language: which language it is, and its words of asking put into English.

Names, levels and codes are the same in every language, so a question is understood once the words
by which people ask are known. Nothing else is translated: a word that is not known stays as it is,
and a question that rests on it is not answered.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from roleassistant.retrieval.words import fold


@dataclass(frozen=True)
class Language:
    """`small` are words that every sentence has and English lacks; `asking` maps words of asking.

    All words are folded. What `asking` maps to "" only builds the sentence, like `small`.
    """

    name: str
    small: str
    asking: str

    @cached_property
    def function_words(self) -> frozenset[str]:
        return frozenset(self.small.split())

    @cached_property
    def glossary(self) -> dict[str, str]:
        """Word → English, from lines "english words = their words"."""
        found = {}
        for line in self.asking.strip().splitlines():
            english, _, words = line.partition("=")
            found.update(dict.fromkeys(words.split(), english.strip()))
        return found


LANGUAGES = (
    Language(
        "German",
        """der die das den dem des ein eine einen einem einer eines und oder fur im ist sind
        hat haben man ich wir ihr sie es mir mich uns als auf aus bei mit nach uber von vom zu
        zum zur wie was wer wo wann warum welche welcher welches welchen wird werden kann
        konnen muss mussen soll sollte darf nicht auch nur noch schon bitte hier diese dieser
        dieses hallo guten danke gerne mal""",
        """
        which = welche welcher welches welchen welchem
        what = was
        how = wie
        who = wer wem wen
        where = wo
        when = wann
        how many = wieviele wieviel
        many = viele viel
        is = ist sind
        can = kann konnen darf
        must = muss mussen
        need = braucht brauche brauchen benotigt benotige benotigen erforderlich
        have = hat haben
        there are = gibt
        does = macht tut
        do = machen
        difference = unterschied unterschiede unterscheidet unterscheiden unterschieden
        compare = vergleich vergleiche vergleichen
        between = zwischen
        and = und
        or = oder
        from = von vom
        for = fur
        experience = erfahrung berufserfahrung erfahrungen
        years = jahre jahren jahr berufsjahre
        degree = abschluss studium studienabschluss ausbildung
        skills = fahigkeiten kompetenzen fertigkeiten skills
        responsibilities = aufgaben verantwortlichkeiten verantwortung zustandigkeiten tatigkeiten
        salary = gehalt lohn verdient verdienst verdiene vergutung
        levels = stufen ebenen
        level = stufe ebene
        roles = rollen berufe stellen
        role = rolle beruf stelle
        titles = titel bezeichnungen
        tools = werkzeuge tools programme
        decide = entscheidet entscheiden
        decision rights = entscheidungsrechte entscheidungsbefugnis
        autonomy = autonomie selbststandig selbststandigkeit
        leads = leitet
        responsible = verantwortlich zustandig
        similar = ahnliche ahnlich
        reviewed = gepruft
        vacation = urlaub urlaubstage
        """,
    ),
    Language(
        "French",
        """le la les un une des du de et ou est sont pour dans au aux avec sur par que qui
        quoi quel quelle quels quelles comment combien je nous vous il elle ils elles on ce
        cette ces mon ma mes pas ne faut doit peut entre y a bonjour salut merci svp""",
        """
        which = quel quelle quels quelles
        what = que quoi
        who = qui
        how = comment
        how many = combien
        is = est sont
        can = peut peuvent
        must = doit doivent faut
        need = necessaire necessaires requis requise requises besoin
        does = fait font
        difference = difference differences distingue distinguent differe
        compare = comparer compare comparez
        between = entre
        and = et
        or = ou
        for = pour
        experience = experience experiences anciennete
        years = ans annees annee
        degree = diplome diplomes formation etudes
        skills = competences competence aptitudes
        responsibilities = responsabilites taches missions
        salary = salaire remuneration gagne paye
        levels = niveaux
        level = niveau
        roles = roles postes metiers
        role = role poste metier
        titles = titres
        tools = outils logiciels
        decides = decide
        autonomy = autonomie
        """,
    ),
    Language(
        "Spanish",
        """el la los las un una unos unas de del y o es son para en con por que quien cual
        cuales como cuanto cuantos cuanta cuantas donde cuando se no hay al lo su sus me mi
        entre hola gracias favor buenos dias""",
        """
        which = cual cuales
        what = que
        who = quien quienes
        how = como
        how many = cuantos cuantas
        how much = cuanto cuanta
        is = es son
        can = puede pueden
        must = debe deben
        need = necesita necesito necesitan requiere requieren
        does = hace hacen
        there are = hay existen
        difference = diferencia diferencias distingue diferencian
        compare = comparar compara
        between = entre
        and = y
        or = o
        for = para
        experience = experiencia
        years = anos ano
        degree = titulo titulacion estudios carrera
        skills = habilidades competencias aptitudes destrezas
        responsibilities = responsabilidades tareas funciones
        salary = salario sueldo gana
        levels = niveles
        level = nivel
        roles = puestos cargos
        role = puesto cargo rol
        tools = herramientas
        decides = decide
        autonomy = autonomia
        """,
    ),
    Language(
        "Italian",
        """il lo la i gli le un uno una di del della dei delle e o sono per in con su da che
        chi quale quali come quanto quanti quanta quante dove quando si non ci al nel tra fra
        mi ciao buongiorno grazie""",
        """
        which = quale quali
        what = che cosa
        who = chi
        how = come
        how many = quanti quante
        how much = quanto quanta
        is = sono
        can = puo possono
        must = deve devono
        need = serve servono richiesta richieste richiesto richiesti
        does = fa fanno
        difference = differenza differenze distingue
        compare = confronta confrontare
        between = tra fra
        and = e
        or = o
        for = per
        experience = esperienza
        years = anni anno
        degree = laurea titolo studi
        skills = competenze abilita capacita
        responsibilities = responsabilita compiti mansioni
        salary = stipendio guadagna retribuzione
        levels = livelli
        level = livello
        roles = ruoli
        role = ruolo
        tools = strumenti
        decides = decide
        autonomy = autonomia
        """,
    ),
    Language(
        "Portuguese",
        """o a os as um uma de do da dos das e ou sao para em no na com por que quem qual
        quais como quanto quantos quanta quantas onde quando se nao ao entre ola obrigado
        obrigada""",
        """
        which = qual quais
        what = que
        who = quem
        how = como
        how many = quantos quantas
        how much = quanto quanta
        is = sao
        can = pode podem
        must = deve devem
        need = precisa precisam requer necessario
        does = faz fazem
        difference = diferenca diferencas distingue
        compare = comparar compare
        between = entre
        and = e
        or = ou
        for = para
        experience = experiencia
        years = anos ano
        degree = diploma curso formacao
        skills = habilidades competencias
        responsibilities = responsabilidades tarefas
        salary = salario ganha
        levels = niveis
        level = nivel
        roles = cargos
        role = cargo funcao
        tools = ferramentas
        """,
    ),
    Language(
        "Dutch",
        """de het een en of is zijn voor in op met van aan bij door dat die wat wie welke hoe
        hoeveel waar wanneer er niet ik wij je naar om te tussen wordt moet kan heeft hallo
        bedankt""",
        """
        which = welke welk
        what = wat
        who = wie
        how = hoe
        how many = hoeveel
        is = zijn
        can = kan kunnen mag
        must = moet moeten
        need = nodig
        have = heeft hebben
        does = doet
        difference = verschil verschillen verschilt
        compare = vergelijk vergelijken
        between = tussen
        and = en
        or = of
        from = van
        for = voor
        experience = ervaring werkervaring
        years = jaar jaren
        degree = diploma opleiding
        skills = vaardigheden competenties
        responsibilities = taken verantwoordelijkheden
        salary = salaris verdient loon
        levels = niveaus
        level = niveau
        roles = rollen functies
        role = rol functie
        tools = hulpmiddelen gereedschap
        decides = beslist
        autonomy = autonomie zelfstandigheid
        """,
    ),
)

_ENGLISH = frozenset(
    """the of and to for is are do does what which who how many much between from with in on a
    an not can should must need needs i we you my our it that this these those where when why
    at by or me no as has have was were be""".split()
)
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def language_of(question: str) -> Language | None:
    """The language of a question that is not in English; None where nothing says so plainly.

    A language is told by its small words: at least two that are not English, and more of them
    than of English ones.
    """
    words = [fold(w) for w in _WORD.findall(_apart(question))]
    english = sum(word in _ENGLISH for word in words)
    best, most = None, 1
    for language in LANGUAGES:
        own = {w for w in words if w in language.function_words or w in language.glossary}
        count = sum(w not in _ENGLISH for w in own)
        if count > most and count > english:
            best, most = language, count
    return best


def in_english(question: str, language: Language) -> str:
    """The question with its words of asking in English and its other small words left out."""

    def put(match: re.Match[str]) -> str:
        word = fold(match.group())
        if (english := language.glossary.get(word)) is not None:
            return english
        if word in language.function_words:
            return ""
        return match.group() if match.group().isupper() else match.group().lower()

    return " ".join(_WORD.sub(put, _apart(question)).split())


def _apart(question: str) -> str:
    """French "d'expérience", "l'autonomie": the article comes off; so do the signs ¿ and ¡."""
    return re.sub(
        r"\b(?:[ldjnmst]|qu)['’](?=\w)", "", question.replace("¿", "").replace("¡", ""), flags=re.I
    )

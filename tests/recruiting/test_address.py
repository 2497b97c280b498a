"""Sentences of profiles, said to the reader; left as they are where that is not certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.recruiting.address.persons import with_your_own
from roleassistant.recruiting.address.sentence import turned
from roleassistant.recruiting.address.verbs import (
    base_of_gerund,
    base_of_third,
    third_person,
    verbs,
)
from roleassistant.recruiting.address.voice import Manner, Voice
from roleassistant.retrieval.words import stems

ENGINEER = Manner(names=frozenset(stems("Signalling Engineer / Mainline")))


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        # every verb of the subject, and no other word in -s
        (
            "Plans a full territory: segments companies, sets visit frequency, and balances "
            "prospects with deals already under way.",
            "You plan a full territory: segment companies, set visit frequency, and balance "
            "prospects with deals already under way.",
        ),
        ("Plans and moderates usability tests.", "You plan and moderate usability tests."),
        (
            "Builds trust with owners and department heads at small companies; works with sales "
            "operations on quotes.",
            "You build trust with owners and department heads at small companies; you work with "
            "sales operations on quotes.",
        ),
        (
            "Restocks sutures, swabs, and implants after each list and notes shortages.",
            "You restock sutures, swabs, and implants after each list and note shortages.",
        ),
        (
            "Recommends products based on customers' needs and estimates or quotes prices.",
            "You recommend products based on customers' needs and estimate or quote prices.",
        ),
        (
            "Prepares charts and tables for the review.",
            "You prepare charts and tables for the review.",
        ),
        # the nouns of a list stay nouns
        (
            "The signalling engineer prepares the budgets, forecasts, and analyses from which "
            "management steers.",
            "You prepare the budgets, forecasts, and analyses from which management steers.",
        ),
        (
            "Talks with category managers and supply planners every week.",
            "You talk with category managers and supply planners every week.",
        ),
        (
            "Checks policy and claims extracts for gaps.",
            "You check policy and claims extracts for gaps.",
        ),
        (
            "Decides on field corrections and recalls together with the director.",
            "You decide on field corrections and recalls together with the director.",
        ),
        ("Draws charts and tables each week.", "You draw charts and tables each week."),
        # what belongs to a clause of somebody else stays
        (
            "Drafts the recap that the account executive edits and sends.",
            "You draft the recap that the account executive edits and sends.",
        ),
        (
            "Qualifies each opportunity and drops the ones that fail it.",
            "You qualify each opportunity and drop the ones that fail it.",
        ),
        (
            "Drafts, negotiates, and interprets the contracts under which the company buys, "
            "sells, and cooperates.",
            "You draft, negotiate, and interpret the contracts under which the company buys, "
            "sells, and cooperates.",
        ),
        (
            "Makes sure that pumps and monitors built here do what their file promises.",
            "You make sure that pumps and monitors built here do what their file promises.",
        ),
        # to be, to have, may
        (
            "Carries the largest pursuits, and is accountable for their outcome.",
            "You carry the largest pursuits, and are accountable for their outcome.",
        ),
        ("Has the final word on the vision", "You have the final word on the vision"),
        ("May reject a part, not a batch", "You may reject a part, not a batch"),
        (
            "Trusted by boards; shapes segment plans with the firm's own leadership.",
            "You are trusted by boards; you shape segment plans with the firm's own leadership.",
        ),
        ("Responsible for the plan", "You are responsible for the plan"),
        ("Authority on cargo in the market.", "You are an authority on cargo in the market."),
        (
            "Fully independent in the role; owns results across varied work.",
            "You are fully independent in the role; you own results across varied work.",
        ),
        (
            "Rewrites books from what the data say about lost customers, and trains colleagues.",
            "You rewrite books from what the data say about lost customers, and train colleagues.",
        ),
        (
            "Closes the case and vouches for the file.",
            "You close the case and vouch for the file.",
        ),
        ("Manages an own portfolio.", "You manage your own portfolio."),
        ("Full ownership of the plan", "You have full ownership of the plan"),
        # whose own it is
        ("Sets own goals within the plan", "You set your own goals within the plan"),
        ("Convinces the own squad with results.", "You convince your own squad with results."),
        ("Drives success in their team.", "You drive success in your team."),
        (
            "Mentors ward managers and prepares their deputies.",
            "You mentor ward managers and prepare their deputies.",
        ),
        (
            "Mentors novices and signs off their competency log.",
            "You mentor novices and sign off their competency log.",
        ),
        ("Manages their own time effectively", "You manage your own time effectively"),
        ("Tries to unblock themselves first", "You try to unblock yourself first"),
        (
            "Proactively communicates what they're working on and assumptions they've made",
            "You proactively communicate what you're working on and assumptions you've made",
        ),
        (
            "Is accountable for deliverables of their work",
            "You are accountable for deliverables of your work",
        ),
        ("Shares ideas on roles in their squad", "You share ideas on roles in your squad"),
        ("Guides nurses in their role", "You guide nurses in their role"),
        ("Tells customers of their role", "You tell customers of their role"),
        ("Deepens their knowledge of the trade", "You deepen your knowledge of the trade"),
        ("Meets buyers. Knows their trade.", "You meet buyers. You know their trade."),
        (
            "Balances retention, price, and growth when they pull in different directions",
            "You balance retention, price, and growth when they pull in different directions",
        ),
        (
            "Balances retention and growth with their costs",
            "You balance retention and growth with their costs",
        ),
        (
            "Leads by example and proves their area is safe",
            "You lead by example and prove your area is safe",
        ),
        (
            "Creates a culture across teams they work with",
            "You create a culture across teams you work with",
        ),
        ("Gives feedback to those around them", "You give feedback to those around you"),
        (
            "Is always transparent in their leadership",
            "You are always transparent in your leadership",
        ),
        ("Tells early what they are working on", "You tell early what you are working on"),
        ("Improves the screens they encounter", "You improve the screens you encounter"),
        ("Calls a customer when they ask for it", "You call a customer when they ask for it"),
        ("Keeps the team safe while they work", "You keep the team safe while they work"),
        ("Meets buyers. Asks what they need.", "You meet buyers. You ask what they need."),
        ("Welcomes feedback from peers in meetings", "You welcome feedback from peers in meetings"),
        ("Helps to guide their team", "You help to guide your team"),
        # a semicolon ends what began before it, a list does not
        (
            "Leads initiatives that span teams; sets direction for a technical domain.",
            "You lead initiatives that span teams; you set direction for a technical domain.",
        ),
        (
            "Raises warnings when a customer pays late, cuts usage, or changes its contact.",
            "You raise warnings when a customer pays late, cuts usage, or changes its contact.",
        ),
        (
            "Decides where to add, merge, or close territories and moves headcount to segments.",
            "You decide where to add, merge, or close territories and move headcount to segments.",
        ),
        (
            "Considers metrics when developing, and uses appropriate services.",
            "You consider metrics when developing, and use appropriate services.",
        ),
        (
            "Chooses factors and distributions; cannot release a rate",
            "You choose factors and distributions; you cannot release a rate",
        ),
        (
            "Shapes how the company funds reliability; known outside it",
            "You shape how the company funds reliability; you are known outside it",
        ),
        (
            "Gives feedback; proactively tells the news",
            "You give feedback; you proactively tell the news",
        ),
        # callings are no verbs, and what a verb is done to may be called known
        (
            "Convinces IT managers and architects; coordinates colleagues",
            "You convince IT managers and architects; you coordinate colleagues",
        ),
        ("Fixes known faults; reports all others", "You fix known faults; you report all others"),
        (
            "Presents to users of small customers; pairs with an account executive",
            "You present to users of small customers; you pair with an account executive",
        ),
        (
            "Lectures at the college and supervises nurses",
            "You lecture at the college and supervise nurses",
        ),
        (
            "Advises executives, own product heads, analysts, and standards bodies",
            "You advise executives, your own product heads, analysts, and standards bodies",
        ),
        (
            "Knows customers' industries and processes well enough to advise.",
            "You know customers' industries and processes well enough to advise.",
        ),
        ("Sought out for reviews of plans", "You are sought out for reviews of plans"),
        ("designing, writing and iterating code", "You design, write and iterate code"),
        (
            "A principal signalling engineer leads at the highest level and is accountable for it.",
            "You lead at the highest level and are accountable for it.",
        ),
        (
            "I avoid blame, and “disagree and commit” when necessary",
            "You avoid blame, and “disagree and commit” when necessary",
        ),
        ("Onboards / mentors new engineers", "You onboard / mentor new engineers"),
        ("Transparent about faults they've made", "You are transparent about faults you've made"),
        # other beginnings
        ("Running the shift and leading the round", "You run the shift and lead the round"),
        ("Own the roadmap and the budget", "You own the roadmap and the budget"),
        ("Independently manages the budget", "You independently manage the budget"),
        ("Together with legal, negotiates terms", "Together with legal, you negotiate terms"),
        (
            "The engineer turns a track plan into control tables, and brings changes into use.",
            "You turn a track plan into control tables, and bring changes into use.",
        ),
        (
            "The signalling engineer can stop a line and is not paid by output.",
            "You can stop a line and are not paid by output.",
        ),
        (
            "Signalling Engineer / Mainline focused on safety.",
            "You are focused on safety.",
        ),
        (
            "I deliver my team’s goals; I’m calm when people ask me.",
            "You deliver your team’s goals; you are calm when people ask you.",
        ),
        (
            "Technical Strategy - I set the direction for my team",
            "Technical Strategy - you set the direction for your team",
        ),
        (
            "With guidance from my manager, I deliver; I have a growth mindset and am open.",
            "With guidance from your manager, you deliver; you have a growth mindset and are open.",
        ),
        (
            "When I encounter barriers, I unblock myself. Quality counts.",
            "When you encounter barriers, you unblock yourself. Quality counts.",
        ),
        (
            "Signalling engineers design interlockings. They own the safety case.",
            "You design interlockings. You own the safety case.",
        ),
        (
            "A signalling engineer tests circuits. They are responsible for the log.",
            "You test circuits. You are responsible for the log.",
        ),
        ("Be accountable for it and drive it", "You are accountable for it and drive it"),
        (
            "A senior signalling engineer undertakes complex work.",
            "You undertake complex work.",
        ),
        ("Reviews plans. Signs drawings.", "You review plans. You sign drawings."),
    ],
)  # fmt: skip
def test_what_somebody_does_is_said_to_the_reader(stated, said):
    assert turned(stated, ENGINEER) == said


@pytest.mark.parametrize(
    "stated",
    [
        "Closing times and fairness of one team",
        "Closes renewals and deals with partners.",
        "Segments users to find where the product gains and loses them.",
        "Arranging roles, reporting lines, and decision rights to fit.",
        "Ministry and safety authority",
        "Safety authority, county engineers, contractors",
        "Ministry, safety authority and software partner",
        "Boards and outside counterpart",
        "Results of several teams or of a region",
        "Open questions with contradictory literature",
        "Clear radio voice.",
        "Own team and correspondents.",
        "Known problems with some variation",
        "Problems that span teams and need agreement",
        "Brokers and exporters on own account.",
        "Questions outside the criteria are escalated",
        "Monthly figures go to the department manager",
        "Leads the team that builds the platform and runs it.",
        "Calls the desk when she asks and tells the team",
        "Reviews plans, adjudicats disputed claims, and signs them.",
        "It is distinct from Telecoms, which carries the voice links.",
        "Nurses work three shifts.",
        "Signalling engineers are leaders who work across levels.",
        "Says “I fix this” and does it with her team.",
        "Stretches himself every day",
        "",
    ],
)
def test_what_is_not_certain_stays_as_it_is(stated):
    assert turned(stated, ENGINEER) is None


@pytest.mark.parametrize(
    ("voice", "said"),
    [
        (Voice.YOU, "You run the unit; you own the plan and are its voice."),
        (Voice.WILL, "You will run the unit; you will own the plan and be its voice."),
        (Voice.BARE, "Run the unit; own the plan and be its voice."),
    ],
)
def test_each_tone_has_a_form_of_its_own(voice, said):
    stated = "Runs the unit; owns the plan and is its voice."
    assert turned(stated, Manner(voice)) == said


def test_a_bare_verb_that_may_be_a_noun_is_one_where_its_neighbours_are():
    assert turned("Design reviews of all schemes", Manner()) is None
    assert turned("Design reviews of all schemes", Manner(imperative=True)) is not None


def test_every_verb_that_is_known_comes_back_from_its_forms():
    for verb in verbs():
        assert base_of_third(third_person(verb)) == verb
        assert base_of_third(verb) in (None, *verbs())
    assert base_of_gerund("planning") == "plan"
    assert base_of_gerund("overseeing") == "oversee"


@given(st.text(max_size=200))
def test_no_text_is_an_error(text):
    found = turned(text, ENGINEER)
    assert found is None or found.strip()


_WORDS = st.sampled_from(
    "runs plans and the deals, of that is owns reports 12+ with; who calls them a budget customers "
    "which reviews or signs to P4 40% clear own their".split()
)


@given(st.lists(_WORDS, min_size=1, max_size=14))
def test_no_word_is_lost_and_no_amount_is_changed(words):
    found = turned(" ".join(words), ENGINEER)
    if found is not None:
        kept = found.split()
        for word in words:
            if any(character.isdigit() for character in word):
                assert word in kept
        assert len(kept) >= len(words) - 2


@pytest.mark.parametrize("fragment", ["comply with standards", "catalogue and sort data"])
def test_what_goes_on_with_a_list_begins_with_its_verb(fragment):
    assert turned(fragment, Manner(fragments=True)) == f"You {fragment}"


@pytest.mark.parametrize(
    "said", ["You define and completely own big tasks", "You're involved in and own big tasks"]
)
def test_to_own_is_no_adjective_where_the_reader_is_spoken_to(said):
    assert with_your_own(said) == said


AMONG_VERBS = Manner(names=frozenset(stems("Cooper")), third=True)
AMONG_ORDERS = Manner(names=frozenset(stems("Cooper")), imperative=True)


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (
            "Blorks joints with flag and drives hoops.",
            "You blork joints with flag and drive hoops.",
        ),
        ("Blorks for the first exams.", "You blork for the first exams."),
        ("Regauges parcels and reracks them.", "You regauge parcels and rerack them."),
        ("Tests casks and blorks them in rows.", "You test casks and blork them in rows."),
        ("Tests casks and blorks out leaks.", "You test casks and blork out leaks."),
        ("Shapes who will lead the sites.", "You shape who will lead the sites."),
    ],
)
def test_a_verb_that_nobody_listed_is_told_by_its_neighbours_and_its_object(stated, said):
    assert turned(stated, AMONG_VERBS) == said


@pytest.mark.parametrize(
    "stated",
    [
        "Blorks of the team.",
        "Blorks are listed by the office.",
        "Complaints of guests.",
        "Meetings with the board.",
        "Always ready to help.",
        "Reviews and awards of the title.",
    ],
)
def test_a_noun_among_verbs_stays_one(stated):
    assert turned(stated, AMONG_VERBS) is None


def test_a_bare_verb_that_nobody_listed_is_told_by_its_neighbours_and_its_object():
    assert turned("Blork the receivers.", AMONG_ORDERS) == "You blork the receivers."
    assert turned("Blork down floors.", AMONG_ORDERS) == "You blork down floors."
    assert turned("Daily the receivers.", AMONG_ORDERS) is None
    assert turned("Blork point of contact.", AMONG_ORDERS) is None


def test_what_people_are_called_is_no_verb_though_its_form_is_one():
    assert turned("Coopers work oak by hand.", AMONG_VERBS) is None


def test_what_the_holder_does_is_told_of_the_reader_at_the_end_of_a_sentence_as_well():
    said = turned("Casks are logged and stored by the cooper.", AMONG_VERBS)
    assert said == "Casks are logged and stored by you."
    assert turned("Casks are stored by the buyer.", AMONG_VERBS) is None


def test_in_a_column_of_nouns_a_plural_is_one():
    assert turned("Reviews by the board", Manner(nominal=True)) is None
    assert turned("Reviews the plan", Manner(nominal=True)) == "You review the plan"


def test_targets_that_come_from_somebody_are_no_verb():
    said = turned("Plans the week; targets come from the site manager", Manner())
    assert said == "You plan the week; targets come from the site manager"

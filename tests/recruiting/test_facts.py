"""What a recruiter gives: read strictly, and told where a law asks for pay."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roleassistant.errors import UsageError
from roleassistant.recruiting.facts import Facts, Pay, Place, facts_from, load_facts
from roleassistant.recruiting.pay_laws import notices_for


def written(folder: Path, text: str) -> Path:
    file = folder / "facts.yaml"
    file.write_text(text, encoding="utf-8")
    return file


def test_facts_are_read_from_yaml(tmp_path):
    found = load_facts(
        written(
            tmp_path,
            """
company: Northwind Tools
location: {city: Denver, region: Colorado, country: US, remote: hybrid}
pay: {currency: EUR, min: 60000, max: 75000, unit: year, note: plus bonus}
benefits: [Leave, Health insurance]
employment_type: full-time
date_posted: 2026-01-02
""",
        )
    )
    assert found.location == (Place("Denver", "Colorado", "US", "hybrid"),)
    assert found.location[0].text == "Denver, Colorado, US (hybrid)"
    assert found.pay is not None
    assert found.pay.text == "EUR 60,000 to 75,000 a year, plus bonus"
    assert (found.employment_type, found.date_posted) == ("FULL_TIME", "2026-01-02")
    assert found.benefits == ("Leave", "Health insurance")


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("Lyon, France", Place("Lyon", None, "France")),
        ("Denver, Colorado, US", Place("Denver", "Colorado", "US")),
        ("remote", Place(remote="remote")),
    ],
)
def test_a_place_may_be_one_text(place, wanted):
    assert facts_from({"location": place}).location == (wanted,)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("salery: 5", "salery is no fact of a post. Known: title, company"),
        ("pay: {currency: euro, min: 1}", "pay.currency"),
        ("pay: {currency: EUR, min: 9, max: 1}", "its min is above its max"),
        ("pay: {currency: EUR}", "pay needs min, max or both"),
        ("pay: {currency: EUR, min: -1}", "pay.min"),
        ("employment_type: sometimes", "employment_type"),
        ("date_posted: soon", "a date has to be written as 2026-07-31"),
        ("location: a, b, c, d", "city, region, country"),
        ("pay: {currency: EUR, max: .inf}", "pay.max"),
        ("pay: {currency: EUR, min: .nan}", "pay.min"),
        ("pay: {currency: EUR, min: true}", "an amount is a number"),
        ("apply_url: 'javascript:alert(1)'", "an address begins with https://"),
        ("company_url: 'data:text/html,x'", "an address begins with https://"),
        ("date_posted: 2026-02-01\nvalid_through: 2026-01-01", "is before date_posted"),
        ("company: A\ncompany: B", "company is given twice"),
        ("pay: {currency: EUR, min: 1, min: 2}", "min is given twice"),
        ("- a list", "has to be names with values"),
        ("a: [b", "is no valid YAML"),
        ("!!python/object/apply:os.system [true]", "is no valid YAML"),
    ],
)
def test_what_cannot_be_used_is_refused_by_name(tmp_path, text, told):
    with pytest.raises(UsageError) as problem:
        load_facts(written(tmp_path, text))
    assert told in str(problem.value)


def test_what_is_given_without_its_neighbours_is_in_the_post_all_the_same():
    from roleassistant.recruiting.given import given_parts

    given = facts_from({"company": "Acme", "reference": "A-1", "employment_type": "part-time"})
    shown = [line.shown for part in given_parts(given) for line in part.lines]
    assert {"Company: Acme", "Reference: A-1", "Employment: part-time"} <= set(shown)
    assert any(text.startswith("[Location") for text in shown)
    assert any(text.startswith("[How to apply") for text in shown)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load_facts(tmp_path / "facts.yaml")


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner),
        max_leaves=6,
    )
)
def test_no_form_is_more_than_wrong_usage(value):
    try:
        found = facts_from({"pay": value, "location": value})
    except UsageError:
        return
    assert isinstance(found, Facts)


# --- where a law asks for pay -----------------------------------------------------------------


def laws(**place: str) -> list[str]:
    return [notice.source or "" for notice in notices_for(Facts(location=(Place(**place),)))]


@pytest.mark.parametrize(
    ("place", "law"),
    [
        ({"city": "Denver", "region": "Colorado", "country": "US"}, "C.R.S. § 8-5-201"),
        ({"region": "CA", "country": "USA"}, "Labor Code § 432.3"),
        ({"city": "Seattle", "region": "Washington"}, "RCW 49.58.110"),
        ({"city": "Albany", "region": "NY", "country": "US"}, "Labor Law § 194-b"),
        ({"city": "Brooklyn", "region": "New York", "country": "US"}, "Local Law 32 of 2022"),
        ({"city": "Newark", "region": "New Jersey", "country": "US"}, "P.L. 2024, c. 91"),
        ({"city": "Burlington", "region": "VT", "country": "US"}, "Act 155 of 2024"),
        ({"city": "Boston", "region": "MA", "country": "US"}, "Frances Perkins"),
        ({"city": "Lyon", "country": "France"}, "Directive (EU) 2023/970"),
        ({"city": "Berlin", "country": "DE"}, "Directive (EU) 2023/970"),
        ({"city": "Vancouver", "region": "BC", "country": "Canada"}, "SBC 2023, c. 18"),
    ],
)
def test_where_a_law_asks_for_pay_it_is_named_with_its_date(place, law):
    found = laws(**place)
    assert any(law in source for source in found)
    assert all("as known in" in source for source in found)


@pytest.mark.parametrize(
    "place",
    [
        {"city": "Austin", "region": "Texas", "country": "US"},
        {"city": "London", "country": "United Kingdom"},
        {"city": "Zurich", "country": "CH"},
        {"city": "Bogotá", "region": "CO"},
        {"city": "New York"},
        {"remote": "remote"},
    ],
)
def test_elsewhere_nothing_is_claimed(place):
    assert laws(**place) == []


def test_washington_is_two_places():
    assert laws(city="Washington", region="DC", country="US") == [
        "Wage Transparency Omnibus Amendment Act of 2023 (as known in 2025)"
    ]


def test_the_note_says_whether_pay_is_given_and_that_it_is_no_advice():
    place = Place("Denver", "Colorado", "US")
    (without,) = notices_for(Facts(location=(place,)))
    (with_pay,) = notices_for(Facts(location=(place,), pay=Pay("USD", 1, 2)))
    assert "No pay is given yet" in without.text
    assert "Pay is given" in with_pay.text
    assert "not legal advice: check" in without.text


def test_of_a_directive_no_more_is_claimed_than_it_says():
    (note,) = notices_for(Facts(location=(Place("Lyon", None, "France"),)))
    assert "in time to negotiate, in the posting or otherwise" in note.text
    assert "check the national law" in note.text

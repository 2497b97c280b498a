"""Where a law asks for pay in a posting, as a note with its source. Not legal advice.

As known at the end of 2025. Most were compared with what law firms and authorities publish of
them; of Colorado and Washington the section and the date were not, nor were some numbers of
statutes. Laws change, and each has its own scope and exceptions, so that each note ends in
"check". That a place is not here says nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roleassistant.recruiting.facts import Facts, Place
from roleassistant.recruiting.post import Notice

KNOWN = "2025"


@dataclass(frozen=True, slots=True)
class PayLaw:
    """`country` and `region` match what a place is called; `since` is when it took effect."""

    where: str
    country: str
    region: str | None
    name: str
    since: str
    employers: str = ""
    city: str | None = None


_US = r"us|usa|u\.s\.|u\.s\.a\.|united states(?: of america)?"
LAWS = (
    PayLaw(
        "Colorado",
        _US,
        r"colorado|co",
        "Equal Pay for Equal Work Act, C.R.S. § 8-5-201",
        "2021-01-01",
    ),
    PayLaw(
        "California",
        _US,
        r"california|ca",
        "Labor Code § 432.3 (SB 1162)",
        "2023-01-01",
        "15 or more employees",
    ),
    PayLaw(
        "Washington State",
        _US,
        r"washington(?: state)?|wa",
        "RCW 49.58.110",
        "2023-01-01",
        "15 or more employees",
    ),
    PayLaw(
        "New York City",
        _US,
        r"new york(?: state)?|ny",
        "Administrative Code § 8-107(32) (Local Law 32 of 2022)",
        "2022-11-01",
        "4 or more employees",
        city=r"new york(?: city)?|nyc|manhattan|brooklyn|queens|(?:the )?bronx|staten island",
    ),
    PayLaw(
        "New York State",
        _US,
        r"new york(?: state)?|ny",
        "Labor Law § 194-b",
        "2023-09-17",
        "4 or more employees",
    ),
    PayLaw(
        "Hawaii",
        _US,
        r"hawaii|hi",
        "Act 203 of 2023",
        "2024-01-01",
        "50 or more employees",
    ),
    PayLaw(
        "Illinois",
        _US,
        r"illinois|il",
        "Equal Pay Act of 2003, 820 ILCS 112/10 (Public Act 103-0539)",
        "2025-01-01",
        "15 or more employees",
    ),
    PayLaw(
        "Minnesota",
        _US,
        r"minnesota|mn",
        "Minn. Stat. § 181.173",
        "2025-01-01",
        "30 or more employees",
    ),
    PayLaw("Maryland", _US, r"maryland|md", "Labor and Employment Article § 3-304.2", "2024-10-01"),
    PayLaw(
        "District of Columbia",
        _US,
        r"district of columbia|washington,? d\.?c\.?|dc|d\.c\.",
        "Wage Transparency Omnibus Amendment Act of 2023",
        "2024-06-30",
    ),
    PayLaw(
        "New Jersey",
        _US,
        r"new jersey|nj",
        "Pay and Benefit Transparency Act, P.L. 2024, c. 91",
        "2025-06-01",
        "10 or more employees",
    ),
    PayLaw(
        "Vermont",
        _US,
        r"vermont|vt",
        "Act 155 of 2024 (H.704)",
        "2025-07-01",
        "5 or more employees",
    ),
    PayLaw(
        "Massachusetts",
        _US,
        r"massachusetts|ma",
        "Frances Perkins Workplace Equity Act of 2024",
        "2025-10-29",
        "25 or more employees",
    ),
    PayLaw(
        "British Columbia",
        r"ca|can|canada",
        r"british columbia|bc",
        "Pay Transparency Act, SBC 2023, c. 18",
        "2023-11-01",
    ),
)
_EU = re.compile(
    r"austria|belgium|bulgaria|croatia|cyprus|czech(?:ia| republic)|denmark|estonia|finland|france|"
    r"germany|greece|hungary|ireland|italy|latvia|lithuania|luxembourg|malta|netherlands|"
    r"the netherlands|poland|portugal|romania|slovakia|slovenia|spain|sweden|eu|european union|"
    r"at|be|bg|hr|cy|cz|dk|ee|fi|fr|de|gr|hu|ie|it|lv|lt|lu|mt|nl|pl|pt|ro|sk|si|es|se",
    re.I,
)
DIRECTIVE = "Directive (EU) 2023/970, Article 5"


def notices_for(facts: Facts) -> tuple[Notice, ...]:
    """What a law asks of a posting for the places that are given, and whether pay is given."""
    found: dict[str, Notice] = {}
    given = "Pay is given." if facts.pay else "No pay is given yet."
    for place in facts.location:
        for law in LAWS:
            if _applies(law, place):
                employers = f" and to be for employers of {law.employers}" if law.employers else ""
                found[law.where] = Notice(
                    f"A law of {law.where} asks for the pay, or its range, in job postings. Here "
                    f"it is noted to apply since {law.since}{employers}, which may have changed "
                    f"and was not checked for this posting. {given} A note, not legal advice: "
                    f"check with counsel.",
                    f"{law.name} (as known in {KNOWN})",
                )
        if place.country and _EU.fullmatch(place.country.strip()):
            found["EU"] = Notice(
                f"{place.country.strip()} is a member of the European Union: applicants have a "
                f"right to be told the initial pay or its range in time to negotiate, in the "
                f"posting or otherwise, once national law says so, which was due by 7 June 2026. "
                f"{given} A note, not legal advice: check the national law with counsel.",
                f"{DIRECTIVE} (as known in {KNOWN})",
            )
    return tuple(found.values())


def _applies(law: PayLaw, place: Place) -> bool:
    if law.country == _US and place.country is None and not place.region:
        return False
    if place.country is not None and not _is(law.country, place.country):
        return False
    if law.region is not None and not (place.region and _is(law.region, place.region)):
        return False
    # Two letters alone may be of another country.
    if place.country is None and place.region is not None and len(place.region.strip()) < 3:
        return False
    return law.city is None or bool(place.city and _is(law.city, place.city))


def _is(pattern: str, name: str) -> bool:
    return re.fullmatch(pattern, name.strip(), re.I) is not None

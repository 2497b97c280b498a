"""A post as schema.org `JobPosting` in JSON-LD, and what job boards want of it that is not known.

Source: https://schema.org/JobPosting, release 30.0. What Google for Jobs requires and recommends:
https://developers.google.com/search/docs/appearance/structured-data/job-posting (as known in May
2025).
"""

from __future__ import annotations

import json
from html import escape
from typing import Any

from roleassistant.domain.quantity import amounts_in
from roleassistant.recruiting.facts import Facts, Pay, Place
from roleassistant.recruiting.post import JobPost, LineKind, Part, PartKind

REQUIRED = ("title", "description", "datePosted", "hiringOrganization", "jobLocation")
RECOMMENDED = ("validThrough", "baseSalary", "employmentType", "identifier", "directApply")
# How each is given: a name of the facts file.
GIVEN_BY = {
    "datePosted": "date_posted",
    "hiringOrganization": "company",
    "jobLocation": "location",
    "validThrough": "valid_through",
    "baseSalary": "pay",
    "employmentType": "employment_type",
    "identifier": "reference",
    "directApply": "apply_url",
}
# Parts that are told in fields of their own, and again in the description.
_FIELDS = {
    PartKind.DUTIES: "responsibilities",
    PartKind.MUST: "qualifications",
    PartKind.BENEFITS: "jobBenefits",
    PartKind.COMPANY: "employerOverview",
}
_MONTHS = 12


def jsonld(post: JobPost) -> dict[str, Any]:
    """The posting. What is not known is not in it: nothing is made up."""
    facts = post.options.facts
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "title": post.title.text,
        "description": _description(post),
        "datePosted": facts.date_posted,
        "validThrough": facts.valid_through,
        "employmentType": facts.employment_type,
        "hiringOrganization": _organization(facts),
        "jobLocation": [_place(place) for place in facts.location if _has_place(place)],
        "jobLocationType": _remote(facts),
        "applicantLocationRequirements": _applicants(facts),
        "baseSalary": _salary(facts.pay),
        "identifier": _identifier(facts),
        "url": facts.apply_url,
        "skills": _skills(post),
        "experienceRequirements": _experience(post),
    }
    for kind, field in _FIELDS.items():
        part = post.part(kind)
        if part is not None:
            found[field] = _plain(part)
    return {key: value for key, value in found.items() if value}


def jsonld_text(post: JobPost) -> str:
    """The posting as JSON that may stand in a `<script type="application/ld+json">`."""
    text = json.dumps(jsonld(post), indent=2, ensure_ascii=False)
    # So that no text can end the script that it stands in.
    return text.replace("</", "<\\/") + "\n"


def missing(post: JobPost) -> tuple[tuple[str, bool], ...]:
    """(field, whether it is required) of what large job boards want and this posting lacks."""
    have = jsonld(post)
    if have.get("jobLocationType") == "TELECOMMUTE" and have.get("applicantLocationRequirements"):
        have.setdefault("jobLocation", have["applicantLocationRequirements"])
    lacking = [(field, True) for field in REQUIRED if field not in have]
    # Whether applying is direct is for the board to be told by who owns the page.
    rest = [field for field in RECOMMENDED if field not in have and field != "directApply"]
    return (*lacking, *((field, False) for field in rest))


def _description(post: JobPost) -> str:
    """The post as HTML, without what nobody has given yet."""
    said = []
    for part in post.parts:
        lines = [line.shown for line in part.lines if line.kind is not LineKind.PLACEHOLDER]
        if not lines:
            continue
        said.append(f"<p><strong>{escape(part.heading, quote=False)}</strong></p>")
        if part.lead:
            said.append(f"<p>{escape(part.lead, quote=False)}</p>")
        if part.is_prose:
            said.append(f"<p>{escape(' '.join(lines), quote=False)}</p>")
        else:
            said.append(
                f"<ul>{''.join(f'<li>{escape(line, quote=False)}</li>' for line in lines)}</ul>"
            )
    return "".join(said)


def _plain(part: Part) -> str:
    lines = [line.shown for line in part.lines if line.kind is not LineKind.PLACEHOLDER]
    return "\n".join(lines)


def _skills(post: JobPost) -> list[str]:
    """The names of the skills that are asked for."""
    part = post.part(PartKind.MUST)
    cited = {one.id: one for one in post.citations}
    return [
        line.label
        for line in (part.lines if part else ())
        if line.label and any(cited[mark].section == "Skills" for mark in line.marks)
    ]


def _experience(post: JobPost) -> dict[str, Any] | None:
    """The months of experience asked for at least, where that is decided."""
    part = post.part(PartKind.MUST)
    for line in part.lines if part else ():
        amounts = amounts_in(line.text) if line.kind is LineKind.PROFILE else ()
        if amounts and not line.label:
            months = round(amounts[0].years.low * _MONTHS)
            return {
                "@type": "OccupationalExperienceRequirements",
                "monthsOfExperience": months,
                "description": line.text,
            }
    return None


def _organization(facts: Facts) -> dict[str, Any] | None:
    if not facts.company:
        return None
    found = {"@type": "Organization", "name": facts.company}
    return {**found, "sameAs": facts.company_url} if facts.company_url else found


def _has_place(place: Place) -> bool:
    return bool(place.city or place.region or place.country)


def _is_remote(place: Place) -> bool:
    return (place.remote or "").casefold() in {"remote", "fully remote", "telecommute"}


def _place(place: Place) -> dict[str, Any]:
    address = {
        "@type": "PostalAddress",
        "addressLocality": place.city,
        "addressRegion": place.region,
        "addressCountry": place.country,
    }
    return {"@type": "Place", "address": {key: value for key, value in address.items() if value}}


def _remote(facts: Facts) -> str | None:
    remote = facts.location and all(_is_remote(place) for place in facts.location)
    return "TELECOMMUTE" if remote else None


def _applicants(facts: Facts) -> list[dict[str, Any]]:
    if _remote(facts) is None:
        return []
    return [
        {"@type": "Country", "name": place.country} for place in facts.location if place.country
    ]


def _salary(pay: Pay | None) -> dict[str, Any] | None:
    if pay is None:
        return None
    amounts: dict[str, Any] = {"@type": "QuantitativeValue", "unitText": pay.unit}
    if pay.minimum is not None and pay.minimum == pay.maximum:
        amounts["value"] = _number(pay.minimum)
    else:
        amounts |= {"minValue": _number(pay.minimum), "maxValue": _number(pay.maximum)}
    return {
        "@type": "MonetaryAmount",
        "currency": pay.currency,
        "value": {key: value for key, value in amounts.items() if value is not None},
    }


def _number(amount: float | None) -> float | None:
    return int(amount) if amount is not None and amount == int(amount) else amount


def _identifier(facts: Facts) -> dict[str, Any] | None:
    if not facts.reference:
        return None
    found = {"@type": "PropertyValue", "value": facts.reference}
    return {**found, "name": facts.company} if facts.company else found

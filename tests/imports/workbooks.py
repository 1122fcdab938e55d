"""Workbooks made for the tests: good ones, and archives bent by hand."""

import io
import zipfile
from datetime import datetime

import openpyxl

PERSON = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"]
CONTACTS = [*PERSON, "Date of Contact", "Contact Source"]
ASSESSMENTS = [
    *PERSON,
    "Assessment start date",
    "Assessment completion date",
    "Organisation completing assessment",
]
REFERRALS = [
    *PERSON,
    "Date of Referral",
    "Referral Source",
    "Referral NFA?",
    "Number of Referrals in Last 12 Months",
    "Allocated Team",
    "Allocated Worker",
]
HEADINGS = {"List 1": CONTACTS, "List 2": ASSESSMENTS, "List 3": REFERRALS}


def at(*parts):
    """Return a day as a spreadsheet keeps it: without a zone."""
    return datetime(*parts)  # noqa: DTZ001


BORN = at(2010, 5, 4)
DAY = at(2020, 9, 16)


def contact(**changes):
    row = {
        "child_id": 900001,
        "sex": "b) Female",
        "ethnicity": "a) WBRI",
        "born_on": BORN,
        "age_years": 10,
        "contact_on": DAY,
        "contact_source": "q) 6: Police",
    }
    return list((row | changes).values())


def assessment(**changes):
    row = {
        "child_id": 900002,
        "sex": "a) Male",
        "ethnicity": "k) APKN",
        "born_on": BORN,
        "age_years": 10,
        "started_on": DAY,
        "completed_on": at(2020, 10, 1),
        "organisation": "Early Help North",
    }
    return list((row | changes).values())


def referral(**changes):
    row = {
        "child_id": 900003,
        "sex": "a) Male",
        "ethnicity": "r) OOTH",
        "born_on": BORN,
        "age_years": 10,
        "referred_on": DAY,
        "referral_source": "e) 2A: Schools",
        "no_further_action": "No",
        "referrals": 2,
        "team": "Team North",
        "worker": "Robin Made-Up",
    }
    return list((row | changes).values())


def book(lists, headings=HEADINGS):
    """Return a workbook with these rows under the usual headings."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in lists.items():
        sheet = made.create_sheet(name)
        for row in [headings.get(name, []), *rows]:
            sheet.append(row)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def good():
    return book({"List 1": [contact()], "List 2": [assessment()], "List 3": [referral()]})


def repacked(data, *, add=(), change=None, drop=()):
    """Return the archive with parts added, changed or dropped."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            if name not in drop:
                content = old.read(name)
                new.writestr(name, (change or {}).get(name, lambda same: same)(content))
        for name, content in add:
            new.writestr(name, content)
    return out.getvalue()

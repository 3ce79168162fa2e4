"""Fill and check the numbers in seeds/actors/states.csv.

Names, adjectives, demonyms and capitals are kept by hand in that file. Gleditsch-Ward numbers come
from country_converter; Correlates of War numbers are the same but for the differences listed here;
pycountry says whether an ISO 3166 country is missing. Run it after adding a line:

    python scripts/make_states.py

It needs country_converter and pycountry, which dyads itself does not.
"""

from __future__ import annotations

import csv
from importlib.util import find_spec
from pathlib import Path

import pycountry

STATES = Path(__file__).resolve().parent.parent / "seeds/actors/states.csv"
OWN_CODES = {"KSV": "XKX"}
"""CAMEO's code and the one that libraries use."""

# Number in the Correlates of War state list where it differs from Gleditsch and Ward's.
COW = {"DEU": "255", "YEM": "679", "KIR": "946", "TUV": "947", "TON": "955", "NRU": "970", "SRB": "345"}
# States that have ended, which country_converter lacks: (Correlates of War, Gleditsch-Ward).
HISTORICAL = {
    "SUN": ("365", "365"),
    "YUG": ("345", "345"),
    "SCG": ("345", "345"),
    "CSK": ("315", "315"),
    "DDR": ("265", "265"),
    "YMD": ("680", "680"),
    "VDR": ("816", "816"),
    "ZAR": ("490", "490"),
    "RHO": ("552", "552"),
    "BUR": ("775", "775"),
}


def library_numbers() -> dict[str, str]:
    """Return the Gleditsch-Ward number of each ISO 3166 code in country_converter's table."""
    spec = find_spec("country_converter")
    if spec is None or spec.origin is None:
        raise SystemExit("country_converter is not installed; pip install country_converter")
    with (Path(spec.origin).parent / "country_data.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    return {row["ISO3"]: row["GWcode"].removesuffix(".0") for row in rows if row["GWcode"]}


def main() -> None:
    """Rewrite the file with its numbers and say what is missing."""
    with STATES.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        header = list(reader.fieldnames or ())
        rows = list(reader)
    numbers = library_numbers()
    for row in rows:
        code = row["code"]
        if code in HISTORICAL:
            row["cow"], row["gw"] = HISTORICAL[code]
        elif row["kind"] != "region":
            row["gw"] = numbers.get(OWN_CODES.get(code, code), "")
            row["cow"] = COW.get(code, row["gw"])
    with STATES.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    missing = sorted({c.alpha_3 for c in pycountry.countries} - {row["code"] for row in rows})
    print(f"{len(rows)} lines; missing of ISO 3166: {', '.join(missing) or 'none'}")


if __name__ == "__main__":
    main()

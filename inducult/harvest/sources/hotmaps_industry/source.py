"""Hotmaps: large industrial sites of Europe. Its column Country is shifted: the position tells."""

from inducult.harvest.recipes import Recipe, Told


def prepare(told: Told, row: Told) -> Told:
    """`iso_by_position` is the country that the point lies in; a site is working when reported."""
    told["country"] = row.get("iso_by_position") or ""
    if told.get("operator") == told.get("name"):
        told.pop("operator")
    told["status"] = "operating"
    return told


RECIPE = Recipe(
    name="hotmaps_industry",
    title="Hotmaps industrial sites",
    licence="CC-BY-4.0",
    attribution="Hotmaps project; P. Manz and T. Fleiter, Fraunhofer ISI",
    home="https://gitlab.com/hotmaps/industrial_sites/industrial_sites_Industrial_Database",
    file="hotmaps_ce.csv",
    as_of="2018",
    scheme="hotmaps",
    columns={
        "key": "SiteID",
        "name": "SiteName",
        "operator": "CompanyName",
        "street": "Address",
        "postal_code": "CityCode",
        "municipality": "City",
        "kind": "Subsector",
        "lon": "lon",
        "lat": "lat",
    },
    precision="approximate",
    prepare=prepare,
)

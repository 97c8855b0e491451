"""Open Brewery DB: breweries that brew; bars and offices of brewers are left out."""

from inducult.harvest.drafts import LeftOut
from inducult.harvest.recipes import Recipe, Told


def prepare(told: Told, row: Told) -> Told:
    """The positions of seventeen breweries lie in another country than their address."""
    if str(row.get("in_country_bbox")) == "False":
        told.pop("lon", None)
        told.pop("lat", None)
    if told.get("kind") == "closed":
        told["status"] = "closed"
    elif told.get("kind") == "planning":
        raise LeftOut("not_yet", "is only planned")
    else:
        told["status"] = "operating"
    return told


RECIPE = Recipe(
    name="openbrewerydb",
    title="Open Brewery DB",
    licence="MIT",
    attribution="Open Brewery DB",
    home="https://www.openbrewerydb.org/",
    file="breweries_ce.csv",
    as_of="2025",
    scheme="obdb",
    columns={
        "key": "id",
        "name": "name",
        "kind": "brewery_type",
        "country": "country",
        "municipality": "city",
        "postal_code": "postal_code",
        "street": "address_1",
        "lon": "longitude",
        "lat": "latitude",
        "website": "website_url",
        "phone": "phone",
    },
    precision="street",
    prepare=prepare,
)

"""Global Energy Monitor: hydropower plants of 75 MW and more, units joined to plants."""

from inducult.harvest.recipes import Recipe, Told


def join(rows: list[Told]) -> Told:
    """A plant began with its first unit; it works while one does."""
    years = sorted(str(row["start"]) for row in rows if row.get("start"))
    working = [row for row in rows if row.get("status") == "operating"]
    return {**(working or rows)[0], **({"start": years[0]} if years else {})}


RECIPE = Recipe(
    name="gem_hydro",
    title="Global Hydropower Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-hydropower-tracker/",
    file="hydropower_ce.csv",
    as_of="2022-05",
    scheme="gem",
    columns={
        "key": "gem_location_id",
        "name": "project_name_(local_lang/script)",
        "name@en": "project_name",
        "other_name": "other_name(s)",
        "country": "country",
        "municipality": "city_1",
        "kind": "technology_type",
        "status": "status",
        "start": "start_year",
        "end": "retired_year",
        "operator": "operator",
        "precision": "location_accuracy",
        "lon": "lng",
        "lat": "lat",
        "page": "url",
    },
    precision="exact",
    join=join,
    types=("ENE.HYDR",),
)

"""Global Energy Monitor: steel plants with their year of beginning and state."""

from inducult.harvest.recipes import Recipe

RECIPE = Recipe(
    name="gem_steel",
    title="Global Iron and Steel Tracker",
    licence="CC-BY-4.0",
    attribution="Global Energy Monitor",
    home="https://globalenergymonitor.org/projects/global-iron-and-steel-tracker/",
    file="iron_steel_ce.csv",
    as_of="2025",
    scheme="gem",
    columns={
        "key": "plant-id",
        "name": "plant-name-(other-language)",
        "name@en": "plant-name-(english)",
        "other_name": "other-plant-names-(english)",
        "country": "country/area",
        "kind": "main-production-equipment",
        "status": "plant-status",
        "start": "start-date",
        "operator": "owner",
        "precision": "coordinate-accuracy",
        "lon": "lng",
        "lat": "lat",
        "page": "gem-wiki-page",
    },
    precision="exact",
    types=("MET.STEL",),
)

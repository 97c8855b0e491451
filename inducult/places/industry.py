"""Which types of the taxonomy are industry. Plain values, no database."""

INDUSTRIAL_THEMES = frozenset(
    ["MIN", "MET", "TEX", "FOD", "GLC", "WPC", "CHE", "ENG", "ENE", "WAT", "TRA", "LIV"]
)

# Factories and zones whose branch nobody noted stand under architecture, yet worked.
INDUSTRIAL_BESIDES = frozenset({"ARL.FACT", "ARL.CPLX", "ARL.ZONE", "ARL.WARI"})

LEARNING = frozenset({"LIV.TRNG", "LIV.VOCS", "LIV.HIGH", "LIV.RESE"})

# A heritage railway that works is a visit, as a museum is; an association is people.
NOT_INDUSTRIAL = LEARNING | {"LIV.ASSO", "TRA.HERI"}

# Types that say themselves that something is made or tried out today.
LIVING = frozenset({"LIV.COMP", "LIV.CRAF", "LIV.TECH"})


def theme_of(type_code: str) -> str:
    """The theme of a type; a bare theme is its own."""
    return type_code.partition(".")[0]


def is_industrial(type_code: str) -> bool:
    """Whether working as this type (or bare theme) is industry rather than a visit or a use."""
    if type_code in NOT_INDUSTRIAL:
        return False
    return type_code in INDUSTRIAL_BESIDES or theme_of(type_code) in INDUSTRIAL_THEMES


def is_living(type_code: str) -> bool:
    """Whether the type names a producing company, a craft or a technology park."""
    return type_code in LIVING


def is_creative(type_code: str) -> bool:
    """Whether the type stands for creative use."""
    return theme_of(type_code) == "CRE"


def is_learning(type_code: str) -> bool:
    """Whether the type stands for learning or research."""
    return type_code in LEARNING

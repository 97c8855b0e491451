"""The register."""

from __future__ import annotations

from typing import Final

from tests.permissions.asking import (
    BOTH,
    COORDINATORS,
    EVERYBODY,
    KEEPING,
    MEMBERS,
    STEWARD,
    WITH_A_ROLE,
    Row,
    about_report,
    correction,
    page,
    place,
)

ROWS: Final[dict[str, Row]] = {
    # The link of a letter stands for the person, whoever has signed in
    "register:still_right": Row(who=EVERYBODY, methods=BOTH, words={"token": "{still_right}"}),
    "register:home": page(MEMBERS),
    "register:add": page(WITH_A_ROLE, *BOTH),
    "register:places": page(MEMBERS),
    "register:freshness": page(COORDINATORS),
    "register:bulk": page(KEEPING, *BOTH),
    "register:exchange": page(KEEPING, *BOTH),
    "register:table": page(MEMBERS),
    "register:sheet": page(frozenset({"keeper"}), *BOTH, key="{sheet}"),
    "register:runs": page(KEEPING),
    "register:run": page(frozenset({"keeper", "steward"}), *BOTH, run="{run}"),
    "register:place": place("see"),
    "register:entrust": place("order", "POST"),
    "register:edit": place("propose", *BOTH, section="names"),
    "register:tasks": page(STEWARD, *BOTH),
    "register:upload": place("propose", *BOTH),
    "register:merge": place("order", *BOTH),
    "register:split": place("order", *BOTH),
    "register:unjoin": place("order", "POST", run="0000000000"),
    "register:archive": place("order", "POST"),
    "register:withdraw": place("order", "POST"),
    "register:restore": place("order", "POST"),
    "register:find_point": Row(who=WITH_A_ROLE, query="?q=Zwickau"),
    "register:hours": place("propose", "POST"),
    "register:languages": page(WITH_A_ROLE),
    "register:translate": place("propose", *BOTH),
    "register:changes": place("propose", *BOTH),
    "register:history": place("see"),
    "register:state": place("see", *BOTH, to_send="keep", act="{act}"),
    "register:review": page(KEEPING),
    "register:reports": page(KEEPING),
    "register:report": about_report(),
    "register:watch": page(KEEPING),
    "register:watching": place("keep", "POST"),
    "register:proposal": correction("see_correction", *BOTH, to_send="decide_correction"),
    "register:remark": place("propose", "POST"),
    "register:comment": correction("see_correction", "POST"),
}

"""A finished consolidation as the manifest and the register tell of it."""

import platform
from datetime import datetime
from importlib.metadata import version
from typing import Any

from sqlalchemy import Connection

from pipeline.consolidation import Consolidation
from pipeline.edges import register
from pipeline.edges.version import PRODUCT_VERSION, rules_version
from pipeline.edges.workspace import Configuration
from pipeline.stages import changes
from schemas.stamp import TEMPLATE_VERSION

_LIBRARIES = ("pandas", "pandera", "python-calamine", "XlsxWriter", "docxtpl", "Jinja2", "SQLAlchemy")


def manifest(number: int, result: Consolidation, started_at: datetime, configuration_sha256: str) -> dict[str, Any]:
    """manifest.json but for its `outputs`: the run, the versions, and every file its figures rest on."""
    files = result.files
    table = files[["file", "sha256", "size", "outcome", "unit_code", "is_in_inbox", "is_newest"]].assign(
        report_on=files["report_on"].dt.strftime("%Y-%m-%d").fillna("")
    )
    return {
        "schema": "sangkien.manifest/1",
        "run": number,
        "as_of": result.as_of.isoformat(),
        "started_at": started_at.isoformat(timespec="seconds"),
        "configuration_sha256": configuration_sha256,
        "versions": {
            "sangkien": PRODUCT_VERSION,
            "rules": rules_version(),
            "template": str(TEMPLATE_VERSION),
            "python": platform.python_version(),
            **{library: version(library) for library in _LIBRARIES},
        },
        "inputs": table.to_dict("records"),
    }


def described(result: Consolidation) -> list[dict[Any, str]]:
    """What a run found of each submission: file, sha256, unit_code, report_on, outcome."""
    files = result.files[(result.files["sha256"] != "") & (result.files["outcome"] != "unchanged")]
    days = files["report_on"].dt.strftime("%Y-%m-%d").fillna("")
    return files[["file", "sha256", "unit_code", "outcome"]].assign(report_on=days).to_dict("records")


def standings(result: Consolidation) -> tuple[tuple[Any, ...], ...]:
    """Lines of history.STANDING_COLUMNS, as the register keeps them."""
    table = changes.standings(result.rows).astype("object")
    return tuple(table.where(table.notna(), None).itertuples(index=False, name=None))


def remember(connection: Connection, result: Consolidation, done: register.Run, configuration: Configuration) -> None:
    """Writes down the run and the codes it gave, whole or not at all."""
    codes, rows = result.given.codes, result.given.rows
    register.give(
        connection,
        done.number,
        zip(codes["code"].tolist(), codes["unit_code"].tolist(), strict=True),
        zip(*(rows[name].tolist() for name in ("sha256", "sheet", "row", "code")), strict=True),
        result.given.joined,
    )
    register.describe_submissions(connection, described(result))
    register.record(connection, done, (configuration.campaign, configuration.units))
    connection.commit()

"""Everything the documents say, as frozen values: the templates find their names here."""

from pipeline.figures.changes import Change, ChangeFigures, IssuedReport, change_figures
from pipeline.figures.parts import (
    ActivityFigures,
    ActivityKind,
    BenefitFigures,
    FateFigures,
    FateGroup,
    FileFigures,
    Notable,
    PeakFigures,
    PortalFigures,
    Reason,
    Share,
    TeamFigures,
)
from pipeline.figures.progress import (
    GroupFigures,
    PhaseFigures,
    PhaseStatus,
    PhaseUnits,
    Progress,
    TargetCheck,
    UnitFigures,
    UnitsTotal,
)
from pipeline.figures.reminder import RefusedFile, Reminder, UnitPace
from pipeline.figures.report import ReportFigures
from pipeline.grouping import Fault

__all__ = [
    "ActivityFigures",
    "ActivityKind",
    "BenefitFigures",
    "Change",
    "ChangeFigures",
    "FateFigures",
    "FateGroup",
    "Fault",
    "FileFigures",
    "GroupFigures",
    "IssuedReport",
    "Notable",
    "PeakFigures",
    "PhaseFigures",
    "PhaseStatus",
    "PhaseUnits",
    "PortalFigures",
    "Progress",
    "Reason",
    "RefusedFile",
    "Reminder",
    "ReportFigures",
    "Share",
    "TargetCheck",
    "TeamFigures",
    "UnitFigures",
    "UnitPace",
    "UnitsTotal",
    "change_figures",
]

"""Everything the documents say, as frozen values: the templates find their names here."""

from pipeline.figures.changes import Change, ChangeFigures, change_figures
from pipeline.figures.clerk import NO_WORDS, ClerkWords
from pipeline.figures.dossiers import Dossier, Notable
from pipeline.figures.letters import AskedUnit, CommuneLine, LetterFigures, WaitingInitiative, WaitingUnit
from pipeline.figures.parts import (
    ActivityFigures,
    ActivityKind,
    BenefitFigures,
    FateFigures,
    FateGroup,
    FileFigures,
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
    "NO_WORDS",
    "ActivityFigures",
    "ActivityKind",
    "AskedUnit",
    "BenefitFigures",
    "Change",
    "ChangeFigures",
    "ClerkWords",
    "CommuneLine",
    "Dossier",
    "FateFigures",
    "FateGroup",
    "Fault",
    "FileFigures",
    "GroupFigures",
    "LetterFigures",
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
    "WaitingInitiative",
    "WaitingUnit",
    "change_figures",
]

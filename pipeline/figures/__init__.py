"""Everything the documents say, as frozen values: the templates find their names here."""

from pipeline.figures.changes import Change, ChangeFigures, IssuedReport, change_figures
from pipeline.figures.clerk import NO_WORDS, ClerkWords
from pipeline.figures.dashboard import DashboardFigures, DayFigures, GroupLine, SpanFigures, UnitLine
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
    NOT_STATED,
    GroupFigures,
    PhaseFigures,
    PhaseStatus,
    PhaseUnits,
    Progress,
    TargetCheck,
    UnitFigures,
    UnitsTotal,
    even_pace,
)
from pipeline.figures.reminder import RefusedFile, Reminder, UnitPace
from pipeline.figures.report import ReportFigures
from pipeline.grouping import Fault

__all__ = [
    "NOT_STATED",
    "NO_WORDS",
    "ActivityFigures",
    "ActivityKind",
    "AskedUnit",
    "BenefitFigures",
    "Change",
    "ChangeFigures",
    "ClerkWords",
    "CommuneLine",
    "DashboardFigures",
    "DayFigures",
    "Dossier",
    "FateFigures",
    "FateGroup",
    "Fault",
    "FileFigures",
    "GroupFigures",
    "GroupLine",
    "IssuedReport",
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
    "SpanFigures",
    "TargetCheck",
    "TeamFigures",
    "UnitFigures",
    "UnitLine",
    "UnitPace",
    "UnitsTotal",
    "WaitingInitiative",
    "WaitingUnit",
    "change_figures",
    "even_pace",
]

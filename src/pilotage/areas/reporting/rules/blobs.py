"""Reports in and out of the database."""

import zlib

import msgspec

from pilotage.plan.insight.milestones import MilestoneView
from pilotage.plan.vocabulary.program import Program
from pilotage.reports import Report

_report = msgspec.json.Decoder(Report)
_milestones = msgspec.json.Decoder(tuple[MilestoneView, ...])
_program = msgspec.json.Decoder(Program)


def pack_plan(program: Program) -> bytes:
    """A program without its own history, deflated."""
    bare = msgspec.structs.replace(program, baselines=(), forecasts=())
    return zlib.compress(msgspec.json.encode(bare), 6)


def unpack_plan(block: bytes | memoryview) -> Program:
    return _program.decode(zlib.decompress(bytes(block)))


def pack_report(report: Report) -> str:
    return msgspec.json.encode(report).decode()


def unpack_report(text: str) -> Report:
    return _report.decode(text)


def pack_milestones(views: tuple[MilestoneView, ...]) -> str:
    return msgspec.json.encode(views).decode()


def unpack_milestones(text: str) -> tuple[MilestoneView, ...]:
    return _milestones.decode(text)

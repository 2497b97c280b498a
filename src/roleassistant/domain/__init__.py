"""What a profile, a statement, a citation is. Pure values; imports nothing of ours."""

from roleassistant.domain.level import NO_LEVEL, InvalidLevel, Level
from roleassistant.domain.profile import RoleProfile, Section, SectionKind
from roleassistant.domain.role_code import ALL_ROLES, NO_FAMILY, InvalidRoleCode, RoleCode
from roleassistant.domain.span import SourceSpan
from roleassistant.domain.statement import STATED, Attribution, Statement, StatementKind

__all__ = [
    "ALL_ROLES",
    "NO_FAMILY",
    "NO_LEVEL",
    "STATED",
    "Attribution",
    "InvalidLevel",
    "InvalidRoleCode",
    "Level",
    "RoleCode",
    "RoleProfile",
    "Section",
    "SectionKind",
    "SourceSpan",
    "Statement",
    "StatementKind",
]

"""Tokens: which team each is of, what it may do; OAuth, rotation, and what revokes them."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any

from roleassistant.apps.slack.demo.workspace import APP_ID, BOT_USER

Json = dict[str, Any]


@dataclass(slots=True)
class Installations:
    """The tokens of the app in its workspaces."""

    first_token: str
    scopes: Collection[str] | None = None
    tokens: dict[str, str] = field(default_factory=dict)
    revoked: set[str] = field(default_factory=set)
    expired: set[str] = field(default_factory=set)
    codes: dict[str, str] = field(default_factory=dict)
    refreshing: dict[str, str] = field(default_factory=dict)
    rotates: bool = False
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def grant(self, team: str) -> str:
        """A new token of the team."""
        token = f"xoxb-{team.lower()}-{next(self._numbers)}"
        self.tokens[token] = team
        return token

    def token_of(self, team: str) -> str:
        """The newest token of the team."""
        return [token for token, of in self.tokens.items() if of == team][-1]

    def code_for(self, team: str) -> str:
        """What a person who allows the app brings back from Slack."""
        code = f"code-{team.lower()}-{next(self._numbers)}"
        self.codes[code] = team
        return code

    def refusal(self, token: str) -> str | None:
        """Why a token opens nothing."""
        if not token:
            return "not_authed"
        if token in self.revoked:
            return "token_revoked"
        if token in self.expired:
            return "token_expired"
        return None if token in self.tokens else "invalid_auth"

    def access(self, arguments: Json, names: dict[str, str]) -> Json:
        """oauth.v2.access: a token for a code, or for a token to refresh."""
        if arguments.get("grant_type") == "refresh_token":
            team = self.refreshing.pop(str(arguments.get("refresh_token")), None)
            if team is None:
                return {"ok": False, "error": "invalid_refresh_token"}
        else:
            team = self.codes.pop(str(arguments.get("code")), None)
            if team is None:
                return {"ok": False, "error": "invalid_code"}
        token = self.grant(team)
        granted: Json = {
            "ok": True,
            "app_id": APP_ID,
            "authed_user": {"id": "U0ALICE"},
            "scope": ",".join(sorted(self.scopes or ("chat:write",))),
            "token_type": "bot",
            "access_token": token,
            "bot_user_id": BOT_USER,
            "team": {"id": team, "name": names.get(team, team)},
            "enterprise": None,
            "is_enterprise_install": False,
        }
        if self.rotates:
            refresh = f"xoxe-1-{next(self._numbers)}"
            self.refreshing[refresh] = team
            granted |= {"refresh_token": refresh, "expires_in": 43_200}
        return granted

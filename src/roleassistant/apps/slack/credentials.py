"""The secrets of the bot: from the environment alone, and shown nowhere."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

# What each is for, in the words of messages.
VARIABLES: Mapping[str, str] = {
    "SLACK_BOT_TOKEN": "the bot token (xoxb-…) of the one workspace that installed the app",
    "SLACK_APP_TOKEN": "the app-level token (xapp-…) with connections:write, for Socket Mode",
    "SLACK_SIGNING_SECRET": "the signing secret, by which requests over HTTP are verified",
    "SLACK_CLIENT_ID": "the client id, where many workspaces install the app by OAuth",
    "SLACK_CLIENT_SECRET": "the client secret, likewise",
}


@dataclass(frozen=True, slots=True)
class Credentials:
    """None for what is not set. With a client id and secret the app is installed by OAuth."""

    bot_token: str | None = field(default=None, repr=False)
    app_token: str | None = field(default=None, repr=False)
    signing_secret: str | None = field(default=None, repr=False)
    client_id: str | None = field(default=None, repr=False)
    client_secret: str | None = field(default=None, repr=False)

    @property
    def by_oauth(self) -> bool:
        """Whether many workspaces may install the app; a bot token is then not used."""
        return bool(self.client_id and self.client_secret)

    def missing(self, *, http: bool) -> tuple[str, ...]:
        """The variables without which the bot cannot start."""
        wanted: dict[str, object] = {
            "SLACK_BOT_TOKEN": self.bot_token or self.by_oauth,
            "SLACK_CLIENT_SECRET": self.client_secret or not self.client_id,
            "SLACK_CLIENT_ID": self.client_id or not self.client_secret,
        }
        if http:
            wanted["SLACK_SIGNING_SECRET"] = self.signing_secret
        else:
            wanted["SLACK_APP_TOKEN"] = self.app_token
        return tuple(name for name, value in wanted.items() if not value)


def credentials_from(environment: Mapping[str, str] | None = None) -> Credentials:
    """Read the SLACK_* variables; an empty one counts as not set."""
    environment = os.environ if environment is None else environment
    values = [environment.get(name, "").strip() or None for name in VARIABLES]
    return Credentials(*values)


def take_credentials() -> Credentials:
    """Read the variables, and leave none of them behind: Bolt would read some by itself and make
    of them what is not meant, and no child process needs them."""
    taken = credentials_from()
    for name in VARIABLES:
        os.environ.pop(name, None)
    return taken

"""Every error that roleassistant raises on purpose, in one tree.

RoleAssistantError                     exit code
├── UsageError                         2   the request cannot be understood
│   └── SettingsError                      a setting has a value that cannot be used
├── DocumentError                      1   one source file cannot be read
│   └── VisibilityUnclear                  it does not say plainly who may see it
├── IngestRefused                      1   the build stopped before it could switch
│   ├── IndexBusy                          another process is writing this index
│   ├── IndexNotWritable                   the folder or the disk does not take the index
│   └── CorpusShrank                       far fewer statements than before, and no --force
├── IndexUnusable                      3   there is no index that can answer
│   ├── IndexMissing                       nothing was ingested here yet
│   ├── IndexEmpty                         the index holds no profile
│   ├── IndexDamaged                       no generation passes its digests
│   └── IndexMismatch                      built by another model or version
└── ServiceError                       4   something that was asked for failed, no fallback
    ├── ConversationsUnavailable           the store of conversations is locked or does not answer
    ├── ModelUnavailable                   a model is not here, or not what it should be
    ├── SlackUnavailable                   Slack refuses the bot, or does not answer
    ├── SlackStoreUnavailable              what the bot keeps is locked or does not answer
    └── VectorStoreUnavailable             the Chroma server does not answer

Each message says what happened, to what, and the mend.
"""

from __future__ import annotations


class RoleAssistantError(Exception):
    """Base of the tree; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(RoleAssistantError):
    """The request cannot be understood."""

    exit_code = 2


class SettingsError(UsageError):
    """A setting has a value that cannot be used."""


class DocumentError(RoleAssistantError):
    """One source file cannot be read; the others still can."""


class VisibilityUnclear(DocumentError):
    """A source file, or what is said of it, does not tell plainly who may see it: nobody does."""


class IngestRefused(RoleAssistantError):
    """A build stopped before it could switch; the index is as it was."""


class IndexBusy(IngestRefused):
    """Another process is writing this index."""


class IndexNotWritable(IngestRefused):
    """The folder or the disk does not take the index."""


class CorpusShrank(IngestRefused):
    """The new generation would hold far fewer statements than the current one."""


class IndexUnusable(RoleAssistantError):
    """There is no index that can answer."""

    exit_code = 3


class IndexMissing(IndexUnusable):
    """Nothing was ingested into this folder yet."""


class IndexEmpty(IndexUnusable):
    """The index holds no profile."""


class IndexDamaged(IndexUnusable):
    """No generation passes its digests."""


class IndexMismatch(IndexUnusable):
    """The index was built by another embedding model or another version."""


class ServiceError(RoleAssistantError):
    """Something that was asked for failed and nothing could stand in for it."""

    exit_code = 4


class ConversationsUnavailable(ServiceError):
    """The store of conversations is locked, cannot be written, or does not answer in time."""


class ModelUnavailable(ServiceError):
    """A model, for embedding or for answers, is not here or is not the one it should be."""


class SlackUnavailable(ServiceError):
    """Slack refuses the bot, or does not answer; or what the bot needs to start is missing."""


class SlackStoreUnavailable(ServiceError):
    """The bot's queue and traces are locked, cannot be written, or do not answer in time."""


class VectorStoreUnavailable(ServiceError):
    """The Chroma server does not answer, or not in time."""

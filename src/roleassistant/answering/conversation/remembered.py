"""What one conversation remembers of turns that were answered for different viewers.

In a thread of several people each turn is answered from what its asker may see, and remembered
under that view. A turn goes on from the newest state that holds nothing its asker may not see: one
that was reached within the asker's own view.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from roleassistant.answering.conversation.plain import NotPlain, from_plain, to_plain
from roleassistant.answering.conversation.thread import Thread
from roleassistant.domain.visibility import WHOLE, View

# Views of one thread whose states are kept: the oldest is forgotten first.
_MOST_VIEWS = 8
_BY_VIEW = "by_view"


@dataclass(frozen=True, slots=True)
class Remembered:
    """The last state of a thread under each view that it was asked in, the newest last."""

    states: tuple[tuple[View, Thread], ...] = ()

    def seen_in(self, view: View) -> Thread:
        """The newest state that was reached within `view`; an empty one where there is none."""
        within = [thread for reached, thread in self.states if reached.within(view)]
        return within[-1] if within else Thread()

    def followed(self, view: View, thread: Thread) -> Remembered:
        """After a turn that was answered for `view`.

        A turn that left nothing to go on from, such as a follow-up to nothing, hides no other.
        """
        if thread == Thread():
            return self
        others = tuple(one for one in self.states if one[0] != view)
        return Remembered((*others, (view, thread))[-_MOST_VIEWS:])

    def shortened(self) -> Remembered:
        """Without the answers, where they are too long to keep: never without the threads."""
        return Remembered(tuple((view, replace(one, answer=None)) for view, one in self.states))

    def as_plain(self) -> object:
        """As JSON takes it. A thread that is of whoever sees everything is written as itself."""
        if [view for view, _ in self.states] == [WHOLE]:
            return to_plain(self.states[0][1])
        return {_BY_VIEW: [[str(view), to_plain(thread)] for view, thread in self.states]}

    @classmethod
    def from_plain(cls, plain: Any) -> Remembered:
        """What `as_plain` gave.

        Raises:
            NotPlain, ValueError: nothing gives that.
        """
        if not isinstance(plain, Mapping) or _BY_VIEW not in plain:
            return cls(((WHOLE, from_plain(Thread, plain)),))
        states = plain[_BY_VIEW]
        if not isinstance(states, list) or any(
            not isinstance(one, list) or len(one) != 2 or not isinstance(one[0], str)
            for one in states
        ):
            raise NotPlain("its states by view are not what was written")
        return cls(tuple((View.parse(view), from_plain(Thread, one)) for view, one in states))

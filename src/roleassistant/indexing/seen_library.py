"""A library as one viewer sees it. Whatever asks it cannot reach past the view."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

from roleassistant.domain.visibility import WHOLE, View, Viewer
from roleassistant.indexing.generation import Generation

if TYPE_CHECKING:
    from roleassistant.indexing.library import Library

# Of one generation; each holds two files open. Another viewer's is opened in milliseconds.
_KEPT_VIEWS = 32


def view_of(generation: Generation, viewer: Viewer) -> View:
    """What `viewer` sees of `generation`, as a name for it. Nothing is made."""
    if viewer.groups is None:
        return WHOLE
    digest, lists = generation.restrictions
    passed = frozenset(groups for groups in lists if viewer.passes(groups))
    return WHOLE if passed == lists else View(digest, passed)


class OpenViews:
    """The views of one library's current generation that are open, shared by all viewers."""

    def __init__(self) -> None:
        self._begin()

    def _begin(self) -> None:
        self._lock = Lock()
        self._process = os.getpid()
        self._whole: Generation | None = None
        self._views: dict[View, Generation] = {}
        self._making: dict[View, Lock] = {}

    def of(self, whole: Generation, view: View) -> Generation:
        """The view as a generation; made and opened once, while `whole` is what answers."""
        if view.passed is None:
            return whole
        if self._process != os.getpid():  # after a fork nothing of the parent is of use
            self._begin()
        with self._lock:
            if self._whole is not whole:
                self._whole, self._views, self._making = whole, {}, {}
            if (seen := self._views.pop(view, None)) is not None:
                self._views[view] = seen  # the last used stands last
                return seen
            making = self._making.setdefault(view, Lock())
        with making:  # making one view keeps nobody from another
            return self._views.get(view) or self._open(whole, view)

    def _open(self, whole: Generation, view: View) -> Generation:
        # Here: merging and writing are for no question that is asked of all there is.
        from roleassistant.indexing.views import open_view

        seen = open_view(whole, view)
        with self._lock:
            if self._whole is whole:
                while len(self._views) >= _KEPT_VIEWS:
                    self._views.pop(next(iter(self._views)))
                self._views[view] = seen
        return seen

    def close(self) -> None:
        """Let go of all of them. Others can be opened afterwards."""
        with self._lock:
            views, self._views, self._whole = self._views, {}, None
        for seen in views.values():
            seen.close()


class SeenLibrary:
    """What `viewer` sees of a library. Safe from several threads, as the library is."""

    def __init__(self, library: Library, viewer: Viewer) -> None:
        self._library = library
        self.viewer = viewer
        # Where public things beside the profiles are, such as O*NET.
        self.folder = library.folder

    def open(self) -> Generation:
        """The generation that answers this viewer now; raises as `Library.open` does."""
        whole = self._library.open()
        seen = self._library.views.of(whole, view_of(whole, self.viewer))
        if seen.manifest.counts.profiles == 0:
            raise self._library.empty()
        return seen

    def close(self) -> None:
        """Close the library, for all viewers; it can be opened again."""
        self._library.close()

    def view(self) -> View:
        """What this viewer sees now."""
        return view_of(self._library.open(), self.viewer)

    def seen_by(self, viewer: Viewer) -> SeenLibrary:
        """What `viewer` sees of this view: never more than the view."""
        return SeenLibrary(self._library, self.viewer.narrowed(viewer))

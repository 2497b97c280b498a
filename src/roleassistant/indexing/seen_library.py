"""A library as one viewer sees it. Whatever asks it cannot reach past the view."""

from __future__ import annotations

import os
from threading import Lock
from typing import TYPE_CHECKING

from roleassistant.domain.visibility import View, Viewer
from roleassistant.indexing.generation import Generation
from roleassistant.indexing.views import open_view, view_of

if TYPE_CHECKING:
    from roleassistant.indexing.library import Library

# Of one generation; each holds two files open. Another viewer's is opened in milliseconds.
_KEPT_VIEWS = 32


class OpenViews:
    """The views of one library's current generation that are open, shared by all viewers."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process = os.getpid()
        self._whole: Generation | None = None
        self._views: dict[View, Generation] = {}

    def of(self, whole: Generation, view: View) -> Generation:
        """The view as a generation; made and opened once, while `whole` is what answers."""
        if view.passed is None:
            return whole
        if self._process != os.getpid():  # after a fork: nothing of the parent is of use
            self._lock, self._process, self._whole = Lock(), os.getpid(), None
        with self._lock:
            if self._whole is not whole:
                self._whole, self._views = whole, {}
            seen = self._views.pop(view, None) or open_view(whole, view)
            if len(self._views) >= _KEPT_VIEWS:
                self._views.pop(next(iter(self._views)))
            self._views[view] = seen  # the last used stands last
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

"""Whether a model answers at all, and the mend where it does not."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from roleassistant.answering.models.calling import Call, Deadline
from roleassistant.answering.models.faults import Fault, FaultKind
from roleassistant.answering.models.opening import ChatModel
from roleassistant.answering.models.prompts import Prompts

_SECONDS = 10.0
# A model that says something of this kind is there.
_THERE = {FaultKind.CUT, FaultKind.LENGTH, FaultKind.REFUSAL, FaultKind.FILTERED}
_MENDS: Mapping[FaultKind, str] = MappingProxyType(
    {
        FaultKind.KEY_REFUSED: "Set a key that is valid in the environment, under the name that "
        "the provider documents.",
        FaultKind.NOT_FOUND: "Mend the name of the model in answerer.",
        FaultKind.RATE_LIMITED: "Wait, or ask the provider for a higher limit.",
        FaultKind.UNREACHABLE: "See whether the network and the address of the provider are right; "
        "for a server of your own, whether it runs.",
        FaultKind.BAD_REQUEST: "See whether the model is one for chats.",
    }
)


def reach(model: ChatModel, prompts: Prompts) -> tuple[Fault, str] | None:
    """Ask the model for one word. Where it gives none: what is wrong, and the mend."""
    call = Call(model.plain, prompts.ready.messages(), Deadline.after(_SECONDS), silence=_SECONDS)
    for _ in call:
        return None
    if call.fault is None or call.fault.kind in _THERE:
        return None
    return call.fault, _MENDS.get(call.fault.kind, "Try again, or set another answerer.")

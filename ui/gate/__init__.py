"""The one gate before every page, route and mount: who may pass, and with what."""

from ui.gate.bindings import Bindings
from ui.gate.middleware import Gate

__all__ = ["Bindings", "Gate"]

"""What a page or form names: colour spaces, pictures, forms, layers and how they are drawn."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject

_NONE: Final[Mapping[str, Any]] = {}


class Resources:
    """Lookups that find nothing where a file names nothing."""

    def __init__(self, owner: object, layers_off: frozenset[int]) -> None:
        """Take the resources of ``owner``; ``layers_off`` are object numbers of layers."""
        self._named = _mapping(_mapping(owner).get("/Resources"))
        self._off = layers_off

    def of_form(self, form: "DictionaryObject") -> "Resources":
        """Return the resources of a form, or these if it has none."""
        return Resources(form, self._off) if "/Resources" in form else self

    def spaces(self) -> Mapping[str, object]:
        """Return the colour spaces by name."""
        return {key: _resolved(one) for key, one in self._all("/ColorSpace").items()}

    def extended(self, name: str) -> Mapping[str, Any]:
        """Return a graphics state by name."""
        return _mapping(self._all("/ExtGState").get(name))

    def form(self, name: str) -> "DictionaryObject | None":
        """Return a form by name."""
        from pypdf.generic import DictionaryObject

        found = _resolved(self._all("/XObject").get(name))
        is_form = isinstance(found, DictionaryObject) and found.get("/Subtype") == "/Form"
        return found if is_form else None

    def is_picture(self, name: str) -> bool:
        """Tell whether an object is a picture that is shown."""
        found = _mapping(self._all("/XObject").get(name))
        return found.get("/Subtype") == "/Image" and not self.is_off(found.get("/OC"))

    def draws_itself(self, font: str) -> bool:
        """Tell whether a font's signs are drawings (type 3), of whatever size."""
        return _mapping(self._all("/Font").get(font)).get("/Subtype") == "/Type3"

    def hides(self, tag: object, properties: object) -> bool:
        """Tell whether marked content is in a layer that is off, or a running head or foot."""
        if tag == "/OC":
            named = str(properties)
            return self.is_off(_raw(self._all("/Properties"), named))
        return tag == "/Artifact" and _mapping(properties).get("/Type") == "/Pagination"

    def is_off(self, layer: object) -> bool:
        """Tell whether a layer is off, or all layers of a group are."""
        if getattr(layer, "idnum", None) in self._off:
            return True
        members = _raw(_mapping(layer), "/OCGs")
        every = members if isinstance(members, list) else [members]
        return bool(every) and all(getattr(one, "idnum", None) in self._off for one in every)

    def _all(self, kind: str) -> Mapping[str, Any]:
        return _mapping(self._named.get(kind))


def layers_off(reader: "PdfReader") -> frozenset[int]:
    """Return the object numbers of the layers that are off when the file opens."""
    layers = _mapping(reader.root_object.get("/OCProperties"))
    shown = _mapping(layers.get("/D"))
    off = {one.idnum for one in _references(shown, "/OFF")}
    if shown.get("/BaseState") == "/OFF":
        on = {one.idnum for one in _references(shown, "/ON")}
        off |= {one.idnum for one in _references(layers, "/OCGs")} - on
    return frozenset(off)


def is_swollen(form: "DictionaryObject") -> bool:
    """Tell whether a form, unpacked, is larger than allowed; pypdf keeps what it unpacked."""
    from pypdf.errors import LimitReachedError, PyPdfError
    from pypdf.generic import StreamObject

    try:
        if isinstance(form, StreamObject):
            form.get_data()
    except LimitReachedError:
        return True
    except PyPdfError:
        return False
    return False


def _references(mapping: Mapping[str, Any], key: str) -> list[Any]:
    found = _resolved(mapping.get(key))
    return [one for one in found if hasattr(one, "idnum")] if isinstance(found, list) else []


def _raw(mapping: Mapping[str, Any], key: str) -> Any:
    """Return a value as it stands, a reference as a reference."""
    getter = getattr(mapping, "raw_get", None)
    return getter(key) if getter and key in mapping else mapping.get(key)


def _resolved(found: Any) -> Any:
    return found.get_object() if hasattr(found, "get_object") else found


def _mapping(found: Any) -> Mapping[str, Any]:
    resolved = _resolved(found)
    return resolved if isinstance(resolved, Mapping) else _NONE

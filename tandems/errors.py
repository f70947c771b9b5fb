"""Every error Tandem raises on purpose.

TandemError
 ├─ NotSignedIn            no session, or it has ended
 ├─ Forbidden              this account may not do that (also: it does not exist for them)
 ├─ NotFound               nothing by that id that this account could know of
 ├─ Conflict               changed in the meantime; load again
 ├─ InvalidInput           what was given cannot be used
 │   ├─ TooLong            more characters than allowed
 │   ├─ EmptyInput         nothing was given
 │   ├─ MinutesOutOfRange  a session length outside 10 to 180 minutes
 │   ├─ ImportFailed       a file with row errors; nothing was saved
 │   └─ DocumentRefused    a document that is not taken in
 │       ├─ DocumentTooLarge     more bytes than allowed
 │       ├─ DocumentTooLong      more pages or characters than allowed
 │       ├─ DocumentInflates     unpacked it would be far larger than it looks
 │       ├─ DocumentTooSlow      reading it took longer than allowed
 │       ├─ DocumentUnsupported  not a kind of file that is read
 │       ├─ DocumentEncrypted    it needs a password
 │       ├─ DocumentBroken       damaged, or not what it says it is
 │       ├─ DocumentEmpty        no text in it, such as a scan
 │       └─ DocumentKnown        the same file is there already
 ├─ NotAllowedNow          the record is not in the state for it (a trial cannot be published)
 ├─ GateClosed             a suggestion broke a gate and was held back
 ├─ TooManyTries           too many attempts; wait
 ├─ ConfigurationError     a setting is missing or wrong
 │   └─ KeyMissing         encrypted texts exist and their key does not
 └─ ContentError           a guide, a suite or a contact file breaks its schema
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import ClassVar

Value = str | int | float


class TandemError(Exception):
    """Base of all; ``code`` is what the locales translate.

    ``values`` fill the translated message and are shown to the author only, never logged.
    """

    code: ClassVar[str] = "error"

    def __init__(self, **values: Value) -> None:
        super().__init__(self.code)
        self.values: Mapping[str, Value] = values


class NotSignedIn(TandemError):
    """No session, or it has ended."""

    code = "not_signed_in"


class Forbidden(TandemError):
    """The acting account may not do that."""

    code = "forbidden"


class NotFound(TandemError):
    """Nothing by that id that the acting account could know of."""

    code = "not_found"


class Conflict(TandemError):
    """The row changed in the meantime."""

    code = "conflict"


class InvalidInput(TandemError):
    """What was given cannot be used; values: ``given``, ``wanted``."""

    code = "invalid_input"


class TooLong(InvalidInput):
    """Values: ``given`` and ``limit`` in characters."""

    code = "too_long"


class EmptyInput(InvalidInput):
    """Nothing was given."""

    code = "empty_input"


class MinutesOutOfRange(InvalidInput):
    """Values: ``given``, ``min`` and ``max`` in minutes."""

    code = "minutes_out_of_range"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong in one row of an imported file; ``row`` counts as a spreadsheet does.

    ``code`` is translated as ``row.<code>``; ``values`` may hold the cell's content, so they
    are shown to the importer and never logged.
    """

    file: str
    row: int
    column: str
    code: str
    values: Mapping[str, Value] = field(default_factory=dict)


class ImportFailed(InvalidInput):
    """A file has errors; nothing of it was saved."""

    code = "import_failed"

    def __init__(self, errors: tuple[RowError, ...]) -> None:
        super().__init__(count=len(errors))
        self.errors = errors


class DocumentRefused(InvalidInput):
    """A document is not taken in; nothing of it was kept."""

    code = "document_refused"


class DocumentTooLarge(DocumentRefused):
    """Values: ``given`` and ``limit`` in megabytes."""

    code = "document_too_large"


class DocumentTooLong(DocumentRefused):
    """Values: ``limit`` and ``state``, which is ``pages`` or ``characters``."""

    code = "document_too_long"


class DocumentInflates(DocumentRefused):
    """Unpacked it would be far larger than it looks; value: ``limit`` in megabytes."""

    code = "document_inflates"


class DocumentTooSlow(DocumentRefused):
    """Reading it took longer than ``limit`` seconds."""

    code = "document_too_slow"


class DocumentUnsupported(DocumentRefused):
    """Not a kind of file that is read here; ``state`` may say which it is."""

    code = "document_unsupported"


class DocumentEncrypted(DocumentRefused):
    """It needs a password."""

    code = "document_encrypted"


class DocumentBroken(DocumentRefused):
    """It is damaged, or not what it says it is."""

    code = "document_broken"


class DocumentEmpty(DocumentRefused):
    """There is no text in it, such as in a scan."""

    code = "document_empty"


class DocumentKnown(DocumentRefused):
    """The same file is there already; value: ``known``, its name."""

    code = "document_known"


class NotAllowedNow(TandemError):
    """The record is not in the state for it; value: ``state``."""

    code = "not_allowed_now"


class GateClosed(TandemError):
    """A composed suggestion broke a gate and was held back; value: ``gates``."""

    code = "gate_closed"


class TooManyTries(TandemError):
    """Too many attempts; value: ``wait_s``."""

    code = "too_many_tries"


class ConfigurationError(TandemError):
    """A setting is missing or wrong; values: ``setting``, ``wanted``."""

    code = "configuration"


class KeyMissing(ConfigurationError):
    """Encrypted texts exist and the key that opens them does not."""

    code = "key_missing"


class ContentError(TandemError):
    """A guide, a suite or a contact file breaks its schema; values: ``file``, ``problem``."""

    code = "content"

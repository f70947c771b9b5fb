"""An error, said in the reader's language."""

from collections.abc import Iterable

from tandems.errors import RowError, TandemError
from ui.texts import TextMissing, Texts


def message_for(error: TandemError, texts: Texts) -> str:
    """Return what was given, what was wanted and what to do.

    An error that carries no values is said in its plain form.
    """
    values: dict[str, object] = dict(error.values)
    if "wait_s" in values:
        values["minutes"] = -(-int(str(values["wait_s"])) // 60)
    for_state = f"errors.{error.code}_{values.get('state', '')}"
    if for_state in texts:
        return texts.t(for_state, **values)
    return message_of(error.code, texts, **values)


def message_of(code: str, texts: Texts, **values: object) -> str:
    """Return the message of an error's code, in its plain form if values are missing."""
    key = f"errors.{code}"
    try:
        return texts.t(key, **values)
    except TextMissing:
        plain = f"{key}_plain"
        return texts.t(plain if plain in texts else "errors.error")


def row_messages(errors: Iterable[RowError], texts: Texts) -> list[tuple[str, int, str, str]]:
    """Return file, row, column and message for each row error or warning."""
    return [(one.file, one.row, one.column, _row_message(one, texts)) for one in errors]


def _row_message(error: RowError, texts: Texts) -> str:
    key = f"coordination.row.{error.code}"
    try:
        return texts.t(key, **error.values)
    except TextMissing:
        return texts.t("errors.row.unusable")

"""The keys that seal free texts: made once, kept beside the data, rotated by prepending."""

import os
from pathlib import Path

from cryptography.fernet import Fernet

from tandems.errors import ConfigurationError, KeyMissing


def load_or_create_key(
    path: Path, configured: str | None, *, encrypted_rows_exist: bool
) -> list[bytes]:
    """Return the keys, newest first: the configured ones, else those in ``path``, else a new one.

    Several keys are separated by commas; the first seals, all of them open.

    Raises:
        KeyMissing: sealed texts exist, and there is neither a setting nor a file.
        ConfigurationError: what is there is not a Fernet key.
    """
    if configured:
        return _parse(configured, setting="TANDEM_KEY")
    if path.exists():
        return _parse(path.read_text("ascii", "replace"), setting=str(path))
    if encrypted_rows_exist:
        raise KeyMissing(setting="TANDEM_KEY", wanted=str(path))
    return [_create(path)]


def _parse(text: str, *, setting: str) -> list[bytes]:
    keys = [part.strip().encode() for part in text.split(",") if part.strip()]
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        raise ConfigurationError(setting=setting, wanted="Fernet") from error
    if not keys:
        raise ConfigurationError(setting=setting, wanted="Fernet")
    return keys


def _create(path: Path) -> bytes:
    """Write a new key durably, readable by its owner alone, before anything is sealed with it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    key = Fernet.generate_key()
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(key + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return key

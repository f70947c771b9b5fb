"""All settings, read once from ``TANDEM_*`` variables or ``tandem.env``; nobody else reads them."""

from pathlib import Path

from pydantic import Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """How this installation runs; every field has a default that works on a laptop."""

    model_config = SettingsConfigDict(
        env_prefix="TANDEM_", env_file="tandem.env", extra="ignore", frozen=True
    )

    data_dir: Path = Path("data")
    database_url: str = ""
    key: SecretStr | None = None
    host: str = "127.0.0.1"
    port: int = Field(default=7860, ge=1, le=65535)
    embedding_model: str = ""
    embedding_query_prefix: str | None = None
    embedding_passage_prefix: str | None = None
    contacts_file: Path | None = None
    secure_cookies: bool = False
    document_mb: int = Field(default=20, ge=5, le=200)

    def database(self) -> str:
        """Return the database URL; SQLite inside ``data_dir`` unless one is set."""
        return self.database_url or f"sqlite:///{(self.data_dir / 'tandem.db').absolute()}"

    def document_bytes(self) -> int:
        """Return how large an added document may be, and what is uploaded at once."""
        return self.document_mb * 1024**2

    def key_file(self) -> Path:
        """Return where a generated encryption key is kept."""
        return self.data_dir / "key"

    def passages_dir(self) -> Path:
        """Return the folder of the passage store."""
        return self.data_dir / "passages"

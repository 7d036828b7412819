"""Files that people and the bot sent, kept in memory and downloadable by path."""

from dataclasses import dataclass

from bot.sandbox.errors import bad_request

DOWNLOAD_LIMIT = 20 * 1024 * 1024
UPLOAD_LIMIT = 50 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request."""

    name: str
    content: bytes
    mime: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class StoredFile:
    file_id: str
    unique_id: str
    path: str
    content: bytes

    def wire(self) -> dict[str, str | int]:
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.content),
        }


class FileStore:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def add(self, content: bytes, folder: str, suffix: str) -> StoredFile:
        number = len(self._by_id) + 1
        stored = StoredFile(
            file_id=f"SandboxFile{number:06}",
            unique_id=f"Unique{number:06}",
            path=f"{folder}/file_{number}{suffix}",
            content=content,
        )
        self._by_id[stored.file_id] = stored
        self._by_path[stored.path] = stored
        return stored

    def by_id(self, file_id: str) -> StoredFile:
        """Raises ApiError (400) for an id that was never given out."""
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def by_path(self, path: str) -> StoredFile | None:
        return self._by_path.get(path)

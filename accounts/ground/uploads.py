"""Stops an upload that is too large while it arrives, not after it has filled the disk."""

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload


class LimitedUploadHandler(FileUploadHandler):
    """Refuses to read on past UPLOAD_LIMIT bytes; the view then finds `request.upload_too_large` set."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Counts and passes on."""
        self.received += len(raw_data)
        if self.received > settings.UPLOAD_LIMIT:
            if self.request is not None:
                self.request.upload_too_large = True  # type: ignore[attr-defined]  # read by the upload view
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leaves the file to the handlers after this one."""
        return

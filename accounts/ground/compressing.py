"""Pages are sent compressed, where the browser takes it and no proxy does it."""

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPagesMiddleware(GZipMiddleware):
    """Only HTML: a stream of events must not wait for a block to fill, and documents are packed already.

    Guessing secrets by the length of an answer (BREACH) is hindered twice: Django masks the form's key anew
    each time, and adds a name of random length to what it compresses.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Django calls this with every answer."""
        if not response.headers.get("Content-Type", "").startswith("text/html"):
            return response
        return super().process_response(request, response)

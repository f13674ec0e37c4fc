"""What no description can say of a request."""

import re
import uuid

import schemathesis

# Files, and events one a line, are sent as they are, like any text.
schemathesis.serializer.alias(
    ["text/csv", "application/x-ndjson", "application/jsonl"], "text/plain"
)

KEY = "Idempotency-Key"


@schemathesis.hook
def before_call(context, case, kwargs):
    """A key belongs to one request: whoever sends another one makes another key."""
    headers = case.headers or {}
    is_valid = case.meta is None or case.meta.generation.mode.is_positive
    if is_valid and re.fullmatch("[!-~]([ -~]{0,253}[!-~])?", str(headers.get(KEY, ""))):
        headers[KEY] = str(uuid.uuid4())

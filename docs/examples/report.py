"""Reports one transcription job to Entrepot, some more work in bulk, and shows what was used.

    ENTREPOT_URL=http://127.0.0.1:3000 ENTREPOT_TOKEN=ent_c... python3 report.py

The token needs the scopes sessions:batch, usage:write and usage:read. Nothing but the standard
library of Python 3.8 or newer is needed.
"""

import json
import os
import sys
import time
import urllib.error
import urllib.request
import uuid

API = os.environ["ENTREPOT_URL"].rstrip("/") + "/api/v1"
TOKEN = os.environ["ENTREPOT_TOKEN"]
ATTEMPTS = 4


def ask(method, path, body=None, key=None):
    """Sends a request, and again if it was lost: the key lets it have its effect once."""
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    if key:
        headers["Idempotency-Key"] = key
    data = None if body is None else json.dumps(body).encode()
    for attempt in range(1, ATTEMPTS + 1):
        request = urllib.request.Request(API + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.load(answer)
        except urllib.error.HTTPError as error:
            if attempt == ATTEMPTS or error.code not in (429, 500, 502, 503, 504):
                sys.exit(f"{method} {path}: {error.read().decode()}")
            time.sleep(int(error.headers.get("Retry-After", attempt)))
        except OSError as error:
            if attempt == ATTEMPTS:
                sys.exit(f"{method} {path}: {error}")
            time.sleep(attempt)


def main():
    job = f"job-{uuid.uuid4()}"
    # Begin a session.
    new = {"mode": "batch", "language": "nl", "source_name": "board meeting.wav", "external_id": job}
    session = ask("POST", "/sessions", new, key=job)
    path = f"/sessions/{session['id']}"
    print("begun:", session["id"])
    # Say how far it is. Each report has a higher number than the one before, so that one that is
    # sent again changes nothing; media_ms is all of the audio so far.
    for sequence, media_ms in enumerate((30_000, 60_000), start=1):
        ask("POST", f"{path}/progress", {"sequence": sequence, "media_ms": media_ms})
    # Say that it is done. What went wrong goes to /fail, with an "error".
    done = ask("POST", f"{path}/complete", {"sequence": 3, "media_ms": 90_000})
    print(done["status"], done["billed_ms"], "ms")
    # Work that was no session is reported in bulk when it has ended. An event counts once for its
    # source and id, however often it is sent.
    event = {
        "specversion": "1.0",
        "id": job,
        "source": "report.py",
        "type": "entrepot.transcription.ended",
        "data": {"mode": "batch", "language": "nl", "media_ms": 45_000},
    }
    report = ask("POST", "/usage/events", [event])
    print("accepted:", report["accepted"])
    # See what was used.
    usage = ask("GET", "/usage?range=7d&by=day")
    print("used in 7 days:", json.dumps(usage["total"]))


if __name__ == "__main__":
    main()

"""Reports one transcription job from its beginning to its end, and shows what was used.

Needs ENTREPOT_URL, such as https://console.example.com, and ENTREPOT_TOKEN.
"""

import json
import os
import urllib.request
import uuid

API = os.environ["ENTREPOT_URL"] + "/api/v1"
TOKEN = os.environ["ENTREPOT_TOKEN"]


def call(method, path, body=None):
    request = urllib.request.Request(
        API + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={
            "Authorization": f"Bearer {TOKEN}",
            "Content-Type": "application/json",
            # The same key with the same body has its effect once.
            "Idempotency-Key": str(uuid.uuid4()),
        },
    )
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


session = call("POST", "/sessions", {"mode": "batch", "source_name": "board meeting.wav"})
path = "/sessions/" + session["id"]

# Reports are numbered: one that is sent twice counts once.
call("POST", path + "/progress", {"sequence": 1, "media_ms": 30_000, "language": "nl"})
done = call("POST", path + "/complete", {"sequence": 2, "media_ms": 90_000})
print(done["id"], done["status"], done["billed_ms"])

# Work that is not reported as a session is reported in bulk.
event = {
    "specversion": "1.0",
    "id": "job-" + session["id"],
    "source": "example",
    "type": "entrepot.transcription.ended",
    "data": {"mode": "batch", "language": "nl", "media_ms": 60_000},
}
print(call("POST", "/usage/events", [event]))

usage = call("GET", "/usage?range=7d")
print(usage["total"]["audio_ms"] / 3_600_000, "hours")

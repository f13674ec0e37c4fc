#!/usr/bin/env bash
# Reports one transcription job from its beginning to its end, and shows what was used.
# Needs ENTREPOT_URL, such as https://console.example.com, and ENTREPOT_TOKEN.
set -euo pipefail

api="$ENTREPOT_URL/api/v1"

# Sends a JSON body, and fails if it is refused.
post() {
    curl --silent --show-error --fail-with-body --request POST "$api$1" \
        --header "Authorization: Bearer $ENTREPOT_TOKEN" \
        --header "Content-Type: application/json" \
        --header "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" \
        --data "$2"
}

session=$(post /sessions '{"mode": "batch", "language": "nl", "source_name": "board meeting.wav"}')
id=$(printf '%s' "$session" | sed -n 's/.*"id":"\([^"]*\)".*/\1/p')

# Reports are numbered: one that is sent twice counts once.
post "/sessions/$id/progress" '{"sequence": 1, "media_ms": 30000}' >/dev/null
post "/sessions/$id/complete" '{"sequence": 2, "media_ms": 90000}'
echo

# Work that is not reported as a session is reported in bulk.
post /usage/events "[{
    \"specversion\": \"1.0\", \"id\": \"job-$id\", \"source\": \"example\",
    \"type\": \"entrepot.transcription.ended\",
    \"data\": {\"mode\": \"batch\", \"language\": \"nl\", \"media_ms\": 60000}
}]"
echo

curl --silent --show-error --fail-with-body "$api/usage?range=7d&by=month" \
    --header "Authorization: Bearer $ENTREPOT_TOKEN"
echo

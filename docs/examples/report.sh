#!/bin/sh
# Reports one transcription job to Entrepot, some more work in bulk, and shows what was used.
#
#   ENTREPOT_URL=http://127.0.0.1:3000 ENTREPOT_TOKEN=ent_c... sh report.sh
#
# The token needs the scopes sessions:batch, usage:write and usage:read.
set -eu
api="${ENTREPOT_URL:?has to be the address of the console}/api/v1"
: "${ENTREPOT_TOKEN:?has to be an API token}"
# What your own program calls the job. It names the requests too: one that is sent again because the
# answer was lost has its effect once.
job="job-$(date +%s)-$$"

# The token comes by standard input, so that it stands in no list of processes.
ask() {
  printf 'header = "Authorization: Bearer %s"\n' "$ENTREPOT_TOKEN" |
    curl --config - --silent --show-error --fail-with-body --retry 3 "$@"
}

post() {
  path=$1
  key=$2
  body=$3
  ask --header 'Content-Type: application/json' --header "Idempotency-Key: $key" \
    --data "$body" "$api$path"
}

# 1. Begin a session.
session=$(post /sessions "$job" '{
  "mode": "batch", "language": "nl", "source_name": "board meeting.wav", "external_id": "'"$job"'"
}') || { echo "$session" >&2; exit 1; }
id=$(printf '%s' "$session" | sed 's/.*"id":"\([^"]*\)".*/\1/')
echo "begun: $id"

# 2. Say how far it is, at least every quarter of an hour. Each report has a higher number than the
#    one before; media_ms is all of the audio so far.
post "/sessions/$id/progress" "$job-1" '{"sequence": 1, "media_ms": 30000}' >/dev/null
post "/sessions/$id/progress" "$job-2" '{"sequence": 2, "media_ms": 60000}' >/dev/null

# 3. Say that it is done. What went wrong goes to /fail, with an "error".
post "/sessions/$id/complete" "$job-3" '{"sequence": 3, "media_ms": 90000}'
echo

# 4. Work that was no session is reported in bulk when it has ended. An event counts once for its
#    source and id, however often it is sent.
post /usage/events "$job-usage" '[{
  "specversion": "1.0", "id": "'"$job"'", "source": "report.sh",
  "type": "entrepot.transcription.ended",
  "data": {"mode": "batch", "language": "nl", "media_ms": 45000}
}]'
echo

# 5. See what was used.
ask "$api/usage?range=7d&by=day"
echo

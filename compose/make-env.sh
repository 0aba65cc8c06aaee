#!/usr/bin/env bash
# Writes .env beside the compose files, with new secrets that nobody else has; leaves one that is there alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
file="${1:-.env}"

if [ -e "$file" ]; then
  echo "$file is there already and stays as it is." >&2
  exit 1
fi

url64() { base64 -w0 | tr '+/' '-_' | tr -d '='; }
random() { openssl rand 32 | url64; }

# A P-256 private key in SEC1 has its numbers at fixed places: d, x and y of 32 bytes each.
signing_key() {
  local der
  der="$(mktemp)"
  openssl ecparam -name prime256v1 -genkey -noout -outform DER >"$der"
  part() { tail -c "+$1" "$der" | head -c 32 | url64; }
  printf '{"kty":"EC","crv":"P-256","kid":"%s","d":"%s","x":"%s","y":"%s"}' \
    "$(openssl rand 9 | url64)" "$(part 8)" "$(part 58)" "$(part 90)"
  rm -f "$der"
}

umask 077
cat >"$file" <<ENV
# The platforms are simulated; leave the second file out when they are not.
COMPOSE_FILE=docker-compose.yml:docker-compose.simulator.yml
INTERNAL_TOKEN=$(random)
ID_SECRET=$(random)
TOKEN_SIGNING_KEY='$(signing_key)'
REDIS_PASSWORD=$(random)
S3_ACCESS_KEY=chat4all
S3_SECRET_KEY=$(random)
GRAFANA_PASSWORD=$(random)
ENV
echo "Wrote $file. Keep it: ID_SECRET must stay the same for ever."

#!/usr/bin/env bash
# Tests the editor's page in a real browser: Debian's Chromium, driven by Node. Installs what it needs.
# CROSSCHECK names the program under test; target/debug/crosscheck unless said.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
command -v chromium > /dev/null || missing+=(chromium fonts-liberation)
command -v npm > /dev/null || missing+=(nodejs npm)
if [ ${#missing[@]} -gt 0 ]; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
fi
npm ci --silent --no-audit --no-fund
if [ -z "${CROSSCHECK:-}" ]; then
  (cd ../.. && cargo build --quiet)
  CROSSCHECK="$(cd ../.. && pwd)/target/debug/crosscheck"
fi
export CROSSCHECK
npm test --silent

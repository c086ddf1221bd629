#!/bin/sh
# Holds docs/openapi.yaml against a running daemon with schemathesis (from PyPI, in a folder of
# its own): every documented path is asked with generated parameters, and every reply must have
# a documented status and the documented shape.
set -eu
cd "$(dirname "$0")/.."

bin="$(swift build --show-bin-path)"
work="$(mktemp -d)"
trap 'kill "$pid" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
[ -x .build/openapi/bin/schemathesis ] || {
    python3 -m venv .build/openapi
    .build/openapi/bin/pip install --quiet schemathesis
}
"$bin/ledgerd" --user --data "$work/data" --socket "$work/s.sock" --map-size 1G 2>"$work/log" &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10; do
    [ -S "$work/s.sock" ] && break
    sleep 0.3
done
XDG_STATE_HOME="$work" LEDGERCTL_SOCKET="$work/s.sock" "$bin/ledgerctl" demo load --seeds seeds >/dev/null
# schemathesis speaks TCP: a proxy on loopback stands between.
python3 scripts/proxy.py "$work/s.sock" "$work/port" &
proxy=$!
trap 'kill "$pid" "$proxy" 2>/dev/null || true; rm -rf "$work"' EXIT INT TERM
while [ ! -s "$work/port" ]; do sleep 0.1; done
.build/openapi/bin/schemathesis \
    --config-file scripts/schemathesis.toml run docs/openapi.yaml --url "http://127.0.0.1:$(cat "$work/port")" \
    --checks all --exclude-checks positive_data_acceptance,unsupported_method \
    --max-examples "${EXAMPLES:-25}" "$@"

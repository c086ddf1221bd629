#!/bin/sh
# A private ledger in ./demo: started, loaded with five coded articles, and asked.
set -eu
cd "$(dirname "$0")/.."

bin="$(swift build --show-bin-path)"
data="$PWD/demo/data"
socket="$PWD/demo/ledgerd.sock"
# A socket's path has at most 107 bytes.
if [ "${#socket}" -gt 100 ]; then
    socket="$(mktemp -d)/ledgerd.sock"
fi
mkdir -p demo
export LEDGERCTL_SOCKET="$socket"
export LEDGERCTL_SEEDS="$PWD/seeds"
export PATH="$bin:$PATH"

run() {
    printf '\n$ ledgerctl'
    for word in "$@"; do
        case "$word" in
            *" "*) printf " '%s'" "$word" ;;
            *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    ledgerctl "$@"
}

# A new ledger at a place where an earlier one may have been seen.
[ -d "$data" ] || ledgerctl log forget 2>/dev/null
if ! ledgerctl --no-start status >/dev/null 2>&1; then
    ledgerctl daemon start --data "$data"
fi
run demo load
run measure in-force --on 2018-11-15 --known 2018-11-15
run measure upcoming --on 2018-11-15 --known 2018-11-15
run claim conflicts
run audit offer/cn-2018-11-opening-bid
run measure in-force --on 2019-03-28 --known 2019-03-29
run replay --to 2018-10-26 --known 2018-10-26
run actor show person/navarro-peter
run audit statement/navarro-2018-11-csis
run log verify
run log prove r168 --out demo/r168.tlog-proof
run verify demo/r168.tlog-proof

cat <<TEXT

The ledger stays. To go on with it in this shell:
  export LEDGERCTL_SOCKET="$socket" PATH="$bin:\$PATH"
  ask      ledgerctl timeline --since 2018-11-01 --through 2018-11-15
  append   ledgerctl append --help
  stop     ledgerctl daemon stop
  remove   ledgerctl daemon stop; rm -r "$PWD/demo"
TEXT

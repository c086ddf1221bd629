#!/bin/sh
# Unpacks a package, and runs the first five minutes with what is in it.
set -eu

folder=$(mktemp -d)
export HOME="$folder" XDG_RUNTIME_DIR="$folder" XDG_DATA_HOME="$folder/data"
export XDG_STATE_HOME="$folder/state" LEDGERCTL_SEEDS="$folder/usr/share/ledgerd/seeds"
unset LEDGERCTL_SOCKET
finish() {
    "$folder/usr/bin/ledgerctl" daemon stop >/dev/null 2>&1 || true
    rm -rf "$folder"
}
trap finish EXIT
trap 'exit 130' INT TERM

dpkg-deb -x "$1" "$folder"
"$folder/usr/bin/ledgerctl" daemon start >/dev/null
"$folder/usr/bin/ledgerctl" demo load >/dev/null
"$folder/usr/bin/ledgerctl" measure in-force --on 2018-11-15 --known 2018-11-15 -o csv 2>/dev/null \
    | grep -q us-301-list3
"$folder/usr/bin/ledgerctl" log verify | grep -q '^ok: 197 records'
for page in man1/ledgerctl.1.gz man8/ledgerd.8.gz; do
    test -s "$folder/usr/share/man/$page"
done
if command -v systemd-analyze >/dev/null; then
    # Neither the program nor its manual is installed where the units say.
    mkdir "$folder/units"
    cp "$folder"/usr/lib/systemd/system/* "$folder/units"
    sed -i -e 's|^ExecStart=.*|ExecStart=/bin/true|' -e '/^Documentation/d' "$folder"/units/ledgerd.*
    systemd-analyze verify "$folder/units/ledgerd.service" "$folder/units/ledgerd.socket"
    systemd-analyze security --offline=true --threshold=20 "$folder/units/ledgerd.service" \
        >/dev/null
else
    echo "the units are not checked: systemd-analyze is not installed"
fi
echo "tried: programs, seeds, proof, manual pages"

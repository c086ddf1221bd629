#!/bin/sh
# Makes the Debian package of the release build (make release), and tries what is in it.
set -eu
cd "$(dirname "$0")/.."

programs=.build/release
version=$("$programs/ledgerctl" version | sed -n 's/^ledgerctl \([0-9.]*\).*/\1/p' | head -1)
architecture=$(dpkg --print-architecture)
out=.build/deb
root=$out/root
rm -rf "$out"
mkdir -p "$root/DEBIAN"

install -D -m 755 -s -t "$root/usr/bin" "$programs/ledgerd" "$programs/ledgerctl"
install -D -m 644 -t "$root/usr/lib/systemd/system" packaging/ledgerd.service packaging/ledgerd.socket
install -D -m 644 packaging/ledgerd.sysusers "$root/usr/lib/sysusers.d/ledgerd.conf"
install -D -m 644 -t "$root/usr/share/ledgerd/seeds" seeds/*.jsonl
install -D -m 644 -t "$root/usr/share/doc/ledgerd" README.md CHANGELOG.md
# In a folder of its own, so that links between documents lead somewhere.
install -D -m 644 -t "$root/usr/share/doc/ledgerd/docs" docs/*.md docs/openapi.yaml
install -D -m 644 -t "$root/usr/share/doc/ledgerd/docs/pictures" docs/pictures/*.svg
install -d "$root/usr/share/bash-completion/completions" \
    "$root/usr/share/zsh/vendor-completions" "$root/usr/share/fish/vendor_completions.d"
"$programs/ledgerctl" completion bash > "$root/usr/share/bash-completion/completions/ledgerctl"
"$programs/ledgerctl" completion zsh > "$root/usr/share/zsh/vendor-completions/_ledgerctl"
"$programs/ledgerctl" completion fish > "$root/usr/share/fish/vendor_completions.d/ledgerctl.fish"
"$programs/ledgerctl" manual "$root/usr/share/man" 2> "$out/manual"
find "$root/usr/share/man" -type f -exec gzip -9n {} +

# What the programs are linked with says which packages they need.
libraries=$(ldd "$root/usr/bin/ledgerd" "$root/usr/bin/ledgerctl" \
    | sed -n 's/.*=> \(\/[^ ]*\).*/\1/p' | sort -u)
depends=$(for library in $libraries; do
    dpkg -S "$(readlink -f "$library")" 2>/dev/null || dpkg -S "*/$(basename "$library")"
done | cut -d: -f1 | sort -u | paste -sd, | sed 's/,/, /g')
sed -e "s/VERSION/$version/" -e "s/ARCHITECTURE/$architecture/" -e "s/DEPENDS/$depends/" \
    packaging/control > "$root/DEBIAN/control"
for script in postinst prerm postrm; do
    install -m 755 "packaging/$script" "$root/DEBIAN/$script"
done

package=$out/ledgerd_${version}_$architecture.deb
dpkg-deb --root-owner-group --build "$root" "$package" >/dev/null
scripts/try-deb.sh "$package"
echo "$package"

#!/bin/sh
# Installs what the build needs of Debian, if it is missing. Says so before it uses sudo.
set -eu

missing=""
pkg-config --version >/dev/null 2>&1 || missing="$missing pkg-config"
[ -f /usr/include/lmdb.h ] || missing="$missing liblmdb-dev"
[ -n "$missing" ] || exit 0

if [ "$(id -u)" -eq 0 ]; then
    sudo=""
else
    sudo="sudo"
    echo "installing with sudo:$missing"
fi
$sudo apt-get update -qq
# shellcheck disable=SC2086
DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq $missing >/dev/null
echo "installed:$missing"

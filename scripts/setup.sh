#!/bin/sh
# Installs what the build and its tests need of Debian, if it is missing. Says so before it uses
# sudo.
set -eu

missing=""
pkg-config --version >/dev/null 2>&1 || missing="$missing pkg-config"
command -v curl >/dev/null 2>&1 || missing="$missing curl"
[ -f /usr/include/lmdb.h ] || missing="$missing liblmdb-dev"
# The python3 that is found first may be another than Debian's; either may have the library.
hasJsonschema() { "$1" -c 'from jsonschema import Draft202012Validator' 2>/dev/null; }
hasJsonschema python3 || hasJsonschema /usr/bin/python3 || missing="$missing python3-jsonschema"
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

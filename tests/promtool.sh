#!/usr/bin/env bash
# The alerts are tried out by Prometheus's promtool. Fetch Debian's when it is missing and this
# machine lets us; it is unpacked beside the virtual environment, and nothing is installed.
set -u
cd "$(dirname "$0")/.."
command -v promtool >/dev/null || [ -x .venv/promtool/usr/bin/promtool ] && exit 0
if command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    echo "Fetching Debian's promtool for the tests of the alerts"
    folder=$(mktemp -d)
    trap 'rm -rf "$folder"' EXIT
    fetch() { (cd "$folder" && apt-get download -qq prometheus >/dev/null 2>&1); }
    { fetch || { apt-get update -qq >/dev/null 2>&1 && fetch; }; } &&
        dpkg-deb --extract "$folder"/prometheus_*.deb .venv/promtool && exit 0
fi
echo "No promtool here and no way to fetch it: its tests will say that they are skipped"
exit 0

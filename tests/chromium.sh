#!/usr/bin/env bash
# The page tests drive the system's Chromium. Install it when it is missing and this machine lets us.
set -u
command -v chromium >/dev/null && exit 0
if command -v apt-get >/dev/null && [ "$(id -u)" = 0 ]; then
    echo "Installing Debian's chromium for the page tests"
    apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null && exit 0
fi
echo "No chromium here and no way to install it: the page tests will say that they are skipped"
exit 0

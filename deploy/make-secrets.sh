#!/usr/bin/env bash
# Makes whatever secret is missing in deploy/secrets; keeps those that are there. Asks for the token
# that @BotFather gave you, unless it is there already or comes through a pipe.
set -euo pipefail
cd "$(dirname "$0")"
# Nobody else on this machine gets into the folder; in a container the bot's own user must read them.
mkdir -p secrets && chmod 700 secrets
umask 022

keep() { # NAME, and the secret on standard input
    [ -s "secrets/$1" ] && return
    tr -d '\n' >"secrets/$1.part" && mv "secrets/$1.part" "secrets/$1"
    echo "made secrets/$1"
}

random() { openssl rand -hex 32; }

if [ ! -s secrets/token ]; then
    [ -t 0 ] && printf 'Token from @BotFather (not shown): ' >&2 && stty -echo
    IFS= read -r token || true
    [ -t 0 ] && stty echo && echo >&2
    [[ $token =~ ^[0-9]+:[A-Za-z0-9_-]+$ ]] || { echo "That is no bot token." >&2; exit 1; }
    keep token <<<"$token"
fi
for name in webhook_secret postgres_password postgres_migrate_password postgres_run_password grafana_password; do
    random | keep "$name"
done
address() { printf 'postgresql://kneecheck_%s:%s@postgres/kneecheck' "$1" "$(cat "secrets/postgres_$1_password")"; }
address run | keep database_url
address migrate | keep migration_database_url

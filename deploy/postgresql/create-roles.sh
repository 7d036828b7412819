#!/bin/sh
# Run once by the postgres image, in an empty data folder: the two users, with the passwords that
# the secrets hold.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /roles.sql
for role in migrate run; do
    psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
        --set password="$(cat "/run/secrets/postgres_${role}_password")" <<SQL
ALTER ROLE kneecheck_$role PASSWORD :'password';
SQL
done

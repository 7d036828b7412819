#!/usr/bin/env bash
# Replays what deploy/Containerfile's first stage does, step by step, in an empty folder, without a
# container engine; then runs what it made. Needs the package registry, as `make setup` does.
#     deploy/replay-image.sh [FOLDER]     FOLDER must not exist yet; without one it is temporary
set -euo pipefail
project=$(cd "$(dirname "$0")/.." && pwd)
folder=${1:-$(mktemp -d)/image}
mkdir -p "$folder/src"
folder=$(cd "$folder" && pwd)
cd "$folder/src"

stage=0
while read -r word rest; do
    here=$(sed "s#/opt/kneecheck#$folder/opt/kneecheck#g" <<<"$rest")
    case $word in
    FROM) stage=$((stage + 1)) ;;
    esac
    [ "$stage" = 1 ] || continue
    case $word in
    RUN) echo "RUN $rest" && eval "$here" ;;
    ENV) export ${rest?} ;;
    COPY)
        read -ra names <<<"$rest"
        target=${names[-1]}
        for name in "${names[@]:0:${#names[@]}-1}"; do
            (cd "$project" && git ls-files -z "$name") | while IFS= read -r -d '' file; do
                mkdir -p "$target/$(dirname "${file#"$name"}")"
                cp "$project/$file" "$target/$([ -d "$project/$name" ] && echo "${file#"$name"}" || basename "$file")"
            done
        done
        ;;
    esac
done < <(sed -e :a -e '/\\$/N; s/\\\n//; ta' "$project/deploy/Containerfile")

cd "$folder"
env -i PYTHONDONTWRITEBYTECODE=1 "$folder/opt/kneecheck/bin/kneecheck" --help >/dev/null
echo "kneecheck runs from $folder/opt/kneecheck, $(du -sm "$folder/opt" | cut -f1) MB"

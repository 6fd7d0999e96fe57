#!/usr/bin/env bash
# Concludes the night with the parts that are there, of so many: conclude-night.sh FOLDER PARTS
set -euo pipefail

found=()
for night in "$1"/night.json "$1"/*/night.json; do # one artifact alone is unpacked without a folder of its own
  if [ -f "$night" ]; then found+=("${night%/*}"); fi
done
if [ ${#found[@]} = 0 ]; then
  echo '::warning title=No night::No part was judged: nothing is published.'
  exit 0
fi
if [ ${#found[@]} != "$2" ]; then
  echo "::warning title=Part of a night::Only ${#found[@]} of $2 parts were judged. The other links stay as they were."
fi
code=0
node src/cli.ts merge "${found[@]}" --reports reports || code=$?
echo "code=$code" >> "$GITHUB_OUTPUT"
case $code in
  0 | 4) ;; # 4: a mail waits in reports/.outbox, which must not be lost
  *) exit "$code" ;;
esac

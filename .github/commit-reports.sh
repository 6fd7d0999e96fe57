#!/usr/bin/env bash
# Commits a reports folder and pushes it, on top of whatever was pushed meanwhile: commit-reports.sh FOLDER
set -euo pipefail

export GIT_AUTHOR_NAME='github-actions[bot]' GIT_AUTHOR_EMAIL='41898282+github-actions[bot]@users.noreply.github.com'
export GIT_COMMITTER_NAME=$GIT_AUTHOR_NAME GIT_COMMITTER_EMAIL=$GIT_AUTHOR_EMAIL

git add --all -- "$1"
if git diff --cached --quiet; then
  echo 'Nothing is new in the reports.'
  exit 0
fi
git commit --quiet --message "Night of $(date -u +%F)"

for pause in 1 3 9 27; do
  if git push; then exit 0; fi
  sleep "$pause"
  git pull --rebase || git rebase --abort || true # a second failure shows at the next push
done
git push

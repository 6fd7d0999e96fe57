#!/usr/bin/env bash
# Proposes what `stillthere fix` wrote as a pull request, the same one every night: propose-fixes.sh FIXES FOLDER
# FIXES is the file with what fix said about it.
set -euo pipefail

fixes=$1 folder=$2
branch=stillthere/fix
title='Replace links that have moved'
bot=41898282+github-actions[bot]@users.noreply.github.com
export GIT_AUTHOR_NAME='github-actions[bot]' GIT_AUTHOR_EMAIL=$bot GIT_COMMITTER_NAME='github-actions[bot]' GIT_COMMITTER_EMAIL=$bot

git add --update -- "$folder"
if git diff --cached --quiet; then
  echo 'There is nothing to replace.'
  exit 0
fi
base=$(git branch --show-current)
git checkout --quiet -B "$branch"
git commit --quiet --message "$title"

# A pull request that was closed is an answer: it is asked again only when there is something new, or when the branch was deleted.
state=open
if git fetch --quiet --depth 1 origin "refs/heads/$branch"; then
  if git diff --quiet FETCH_HEAD HEAD -- "$folder"; then
    state=all
  elif [ "$(git log -1 --format=%ae FETCH_HEAD)" != "$bot" ]; then
    echo "::notice title=Fix::Somebody has worked on the branch $branch: it is left as it is."
    exit 0
  fi
fi
if [ $state = open ]; then git push --quiet --force origin "HEAD:refs/heads/$branch"; fi

if [ "$(gh pr list --head "$branch" --state $state --limit 1 --json number --jq length)" = 0 ]; then
  {
    echo 'The hosts themselves say that these datasets have another address now. Nothing else is changed.'
    echo
    sed 's/^/    /' "$fixes" # as code: names and addresses come from strangers
  } | gh pr create --base "$base" --head "$branch" --title "$title" --body-file -
fi

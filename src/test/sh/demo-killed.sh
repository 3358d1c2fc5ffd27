#!/usr/bin/env bash
# Plays the demo once for each moment, kills the agent with kill -9 when that moment is shown, and wants the story to end the same.
#   src/test/sh/demo-killed.sh              ten moments, some eight minutes
#   src/test/sh/demo-killed.sh "phone rings"  kill when a line has these words
# A moment "WORDS xN" is the N-th line with these words.
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)

moments=("$@")
if [[ ${#moments[@]} -eq 0 ]]; then
  moments=(
    "Agent      is ready"
    "is deployed, as dep-2"
    "1.4.2 answers 200"
    "ann's phone rings"
    "Mail       to"
    "bea's phone rings"
    "is asked to roll back"
    "deployed again, as dep-3"
    "1.4.1 works x2"
    "watching whether it helps"
    "is closed"
  )
fi

# Shows what the demo says; kills the agent when the words come for the n-th time.
play() {
  local words=$1 left=$2 pid=
  while IFS= read -r line; do
    printf '    %s\n' "$line"
    if [[ $line =~ (The\ agent|started\ again).*pid\ ([0-9]+) ]]; then
      pid=${BASH_REMATCH[2]}
    fi
    if [[ $left -gt 0 && $line == *"$words"* ]]; then
      left=$((left - 1))
      if [[ $left -eq 0 ]]; then
        kill -9 "$pid"
        printf '    >>> kill -9 %s\n' "$pid"
      fi
    fi
  done
  [[ $left -eq 0 ]] || printf '    >>> that moment never came\n'
}

failed=0
for moment in "${moments[@]}"; do
  words=$moment
  number=1
  if [[ $moment =~ ^(.*)\ x([0-9]+)$ ]]; then
    words=${BASH_REMATCH[1]}
    number=${BASH_REMATCH[2]}
  fi
  log=$(mktemp)
  code=0
  "$root/tocsin" demo 2>&1 | play "$words" "$number" >"$log" || code=$?
  if [[ $code -eq 0 ]] && ! grep -q 'never came' "$log"; then
    echo "✓ killed at \"$moment\""
    rm -f "$log"
  else
    failed=1
    echo "✗ killed at \"$moment\": exit $code"
    cat "$log"
    rm -f "$log"
  fi
done
exit "$failed"

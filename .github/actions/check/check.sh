#!/usr/bin/env bash
# Runs the gate in a workflow: annotations on standard output, a summary for the run, and the exit code as an output.
set -uo pipefail

summary=$(mktemp)
arguments=(check --format github --fail-on "${INPUT_FAIL_ON:-warning}" --also "markdown=$summary")
[ -n "${INPUT_SARIF:-}" ] && arguments+=(--also "sarif=$INPUT_SARIF")
# paths are separated by white space; patterns are left to bangchim
set -f
# shellcheck disable=SC2206
paths=(${INPUT_PATHS:-.})
set +f

bangchim "${arguments[@]}" -- "${paths[@]}"
code=$?
[ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$summary" >>"$GITHUB_STEP_SUMMARY"
[ -n "${GITHUB_OUTPUT:-}" ] && echo "exit-code=$code" >>"$GITHUB_OUTPUT"
rm -f "$summary"
exit "$code"

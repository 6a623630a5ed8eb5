#!/usr/bin/env bash
# Renders the same orders again and again in other circumstances, and compares the SHA-256 of every file:
# two runs, one and four threads, LANG, LC_ALL and TZ, another folder, other builds of the program.
#
#   tests/conformance/same_bytes.sh CASES PROGRAM [PROGRAM of another compiler…]
#
# CASES is a file for `enclosure render`, say of kinds.py. Ends with 1 and names the files that differ.
set -euo pipefail

[ $# -ge 2 ] || { sed -n '2,7s/^# \{0,1\}//p' "$0" >&2; exit 64; }
cases=$(readlink -f "$1")
programs=()
for program in "${@:2}"; do programs+=("$(readlink -f "$program")"); done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
differences=0

# render_as NAME [VARIABLE=VALUE…] -- PROGRAM [OPTION…]: renders into a folder of its own and compares it with the first.
render_as() {
  local name=$1 circumstances=()
  shift
  while [ "$1" != -- ]; do circumstances+=("$1"); shift; done
  shift
  local program=$1 theme
  shift
  for theme in modern classic compact; do
    env "${circumstances[@]}" "$program" --now 2026-09-02T08:00:00Z --quiet render "$cases" --out "$work/out/$theme" --xml \
      --theme "$theme" "$@" >/dev/null
  done
  (cd "$work/out" && find . -type f | LC_ALL=C sort | xargs sha256sum) >"$work/sums"
  rm -rf "$work/out"
  if [ ! -e "$work/first" ]; then
    mv "$work/sums" "$work/first"
    echo "$(wc -l <"$work/first") files"
  elif diff "$work/first" "$work/sums" >"$work/diff"; then
    echo "same bytes: $name"
  else
    echo "DIFFERENT: $name"
    sed -n 's/^>.* /  /p' "$work/diff"
    differences=1
  fi
}

one=${programs[0]}
render_as "first run" -- "$one"
render_as "second run" -- "$one"
render_as "four threads, LANG=C, New York" -u LC_ALL LANG=C TZ=America/New_York -- "$one" --jobs 4
cd /  # the next ones stand in another folder
render_as "another folder, LC_ALL=el_GR.UTF-8, Auckland" LC_ALL=el_GR.UTF-8 TZ=Pacific/Auckland -- "$one" --jobs 2
render_as "no environment at all" -i -- "$one"
for other in "${programs[@]:1}"; do render_as "build $other" -- "$other" --jobs 2; done
exit $differences

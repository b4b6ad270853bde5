#!/bin/sh
# What ./dev check runs, one line a check, on a private display.
#
# usage: tests/check.sh BUILD [NAME…]      NAME = some checks only
set -u

build=$1
shift
names=$*
failed=0
log=$(mktemp)
trap 'rm -f "$log"' EXIT

# check NAME COMMAND…: runs it quietly; its words are shown when it fails.
check () {
  name=$1
  shift
  case " $names " in "  "|*" $name "*) ;; *) return 0 ;; esac
  if "$@" >"$log" 2>&1 </dev/null; then
    printf '%-16s ok\n' "$name"
  else
    printf '%-16s failed\n' "$name"
    failed=1
    tail -n 200 "$log" >&2
  fi
}

sources () { find src tests -name "$1" -not -path '*/data/*'; }

# The analyser sees only what it compiles: always from nothing. It does not know
# that g_autoptr and g_autofree free: what they hold is a dead store and a leak
# to it, so these two are left to the compiler and to the sanitizers.
scan_build () {
  rm -rf _build-scan
  CC=clang scan-build meson setup --buildtype=debug _build-scan || return 1
  scan-build --status-bugs -disable-checker deadcode.DeadStores \
    -disable-checker unix.Malloc -o _build-scan/reports \
    ninja -C _build-scan >_build-scan/log 2>&1 && return 0
  grep -A 3 -e 'warning:' -e 'error:' _build-scan/log || cat _build-scan/log
  return 1
}

sanitizers () {
  [ -e _build-asan/build.ninja ] \
    || meson setup _build-asan -Db_sanitize=address,undefined -Db_lundef=false || return 1
  meson compile -C _build-asan || return 1
  ASAN_OPTIONS=detect_stack_use_after_return=1 \
  UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1 \
  LSAN_OPTIONS="suppressions=$PWD/tests/lsan.supp:print_suppressions=0" \
    meson test -C _build-asan --no-rebuild --print-errorlogs --timeout-multiplier 6 --no-suite bench --no-suite slow
}

blueprints () {
  files=$(sources '*.blp')
  [ -n "$files" ] || return 0
  # shellcheck disable=SC2086
  blueprint-compiler format $files
}

# left_in PO POT: prints what PO does not translate of POT; fails if anything.
left_in () {
  msgfmt --check --output-file=/dev/null "$1" || return 1
  msgmerge --quiet --no-fuzzy-matching --output-file="$work/merged.po" "$1" "$2" || return 1
  msgattrib --untranslated "$work/merged.po" >"$work/left"
  msgattrib --only-fuzzy "$work/merged.po" >>"$work/left"
  cat "$work/left"
  [ "$(grep -c '^msgid' "$work/left")" = 0 ]
}

# The French against fresh templates of the program and of the help.
translation () {
  work=$(mktemp -d) || return 1
  status=0
  xgettext --files-from=po/POTFILES.in --from-code=UTF-8 --add-comments=Translators \
    --keyword=_ --keyword=N_ --keyword=C_:1c,2 --keyword=NC_:1c,2 --keyword=g_dngettext:2,3 \
    --output="$work/guichet.pot" 2>"$work/words" || { cat "$work/words"; status=1; }
  itstool --output "$work/help.pot" help/C/*.page || status=1
  left_in po/fr.po "$work/guichet.pot" || status=1
  left_in help/fr/fr.po "$work/help.pot" || status=1
  rm -r "$work"
  return "$status"
}

# The project has no home page of its own.
metainfo () {
  appstreamcli validate --no-net --override=url-homepage-missing=info "$build"/data/*.metainfo.xml
}

# The desk's invented texts and those of the tests are French, in quotes.
spelling () {
  set -- -q 3 --ignore-words tests/codespell.ignore
  codespell "$@" --skip 'src/demo,leak-guard.c,availability-*.c,similar-words.c,family-tile.c,*.po,*.svg,*.profile' src data help/C po README.md CONTRIBUTING.md dev .ci/run || return 1
  codespell "$@" --ignore-regex '"([^"\\]|\\.)*"' --skip 'tests/data,__pycache__,*.md,*.profile' src/demo src/model tests
}

help_pages () {
  yelp-check validate help/C/*.page && yelp-check links help/C && yelp-check orphans help/C
}

manuals () {
  mandoc -T lint -W warning data/man/*.1
}

# Not in the package list: used where it is.
scripts () {
  command -v shellcheck >/dev/null || { echo "shellcheck is not here"; return 0; }
  shellcheck -S warning dev .ci/run tests/check.sh
}

check architecture python3 tests/architecture/architecture.py .
check translation translation
check blueprints blueprints
check desktop desktop-file-validate "$build"/data/*.desktop
check metainfo metainfo
check help help_pages
check manuals manuals
check spelling spelling
check scripts scripts
check scan-build scan_build
check sanitizers sanitizers

exit "$failed"

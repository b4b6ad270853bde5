#!/usr/bin/env python3
"""Adds up what `meson test` wrote: one closing line for people and machines.

usage: summary.py BUILD/meson-logs/testlog.json
       summary.py --self-test

TAP results count one by one; a program that speaks no TAP counts as one. A
program that failed otherwise (a crash, a time-out) counts as one failure more.
The exit status is 1 when anything failed, or when nothing ran at all.
"""

import json
import re
import sys

RESULT = re.compile(r'^(\s*)(not )?ok\b(.*)$')
PLAN = re.compile(r'^(\s*)1\.\.\d+')
SKIP = re.compile(r'#\s*(skip|todo)\b', re.I)


def count_tap(text):
    """(passed, failed, skipped) of the leaves: the result line that closes a
    group of indented ones is not counted again."""
    counts = [0, 0, 0]
    deepest = 0
    for line in text.splitlines():
        match = RESULT.match(line)
        if not match:
            plan = PLAN.match(line)
            if plan:
                deepest = max(deepest, len(plan[1]))
            continue
        indent = len(match[1])
        if indent < deepest:
            deepest = indent
            continue
        deepest = indent
        if SKIP.search(match[3]):
            counts[2] += 1
        elif match[2]:
            counts[1] += 1
        else:
            counts[0] += 1
    return counts


def count_program(entry):
    result = entry.get('result', '')
    passed, failed, skipped = count_tap(entry.get('stdout') or '')
    if result in ('OK', 'EXPECTEDFAIL'):
        if passed + failed + skipped == 0:
            passed = 1
    elif result == 'SKIP':
        if passed + skipped == 0:
            skipped = 1
    elif failed == 0:
        failed = 1
    return passed, failed, skipped


def add_up(entries):
    totals = [0, 0, 0]
    for entry in entries:
        counts = count_program(entry)
        totals = [a + b for a, b in zip(totals, counts)]
        if counts[1]:
            print(f'failed: {entry["name"]} ({entry.get("result")}, {counts[1]} failed)', file=sys.stderr)
    return totals


def read_log(path):
    try:
        with open(path, encoding='utf-8', errors='replace') as log:
            return [json.loads(line) for line in log if line.strip()]
    except (OSError, ValueError) as error:
        print(f'cannot read {path}: {error}', file=sys.stderr)
        return []


def close(totals):
    print('{} passed, {} failed, {} skipped'.format(*totals))
    return 1 if totals[1] or totals[0] == 0 else 0


CASES = (
    ({'result': 'OK', 'stdout': 'TAP version 13\n1..3\nok 1 /a\nok 2 /b # SKIP no display\nok 3 /c\n'}, (2, 0, 1)),
    ({'result': 'FAIL', 'stdout': '1..2\nok 1 /a\nnot ok 2 /b\n'}, (1, 1, 0)),
    ({'result': 'FAIL', 'stdout': '1..2\nok 1 /a\nBail out!\n'}, (1, 1, 0)),
    ({'result': 'TIMEOUT', 'stdout': ''}, (0, 1, 0)),
    ({'result': 'OK', 'stdout': 'hello\n'}, (1, 0, 0)),
    ({'result': 'SKIP', 'stdout': ''}, (0, 0, 1)),
    ({'result': 'OK', 'stdout': '# Subtest: x\n    ok 1 a\n    ok 2 b\n    1..2\nok 1 x\nok 2 y\n1..2\n'}, (3, 0, 0)),
    ({'result': 'OK', 'stdout': '# book shelf\nokay\nok 1 - one\n1..1\n'}, (1, 0, 0)),
)


def self_test():
    print(f'1..{len(CASES)}')
    failed = 0
    for number, (entry, expected) in enumerate(CASES, 1):
        got = tuple(count_program({'name': 'sample', **entry}))
        failed += got != expected
        print('ok' if got == expected else 'not ok', number, '/summary/counts')
        if got != expected:
            print(f'# {entry}: {got} instead of {expected}')
    return 1 if failed else 0


def main():
    if sys.argv[1:] == ['--self-test']:
        return self_test()
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    return close(add_up(read_log(sys.argv[1])))


if __name__ == '__main__':
    sys.exit(main())

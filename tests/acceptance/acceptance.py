#!/usr/bin/env python3
"""Each acceptance criterion of the specification (§11) has named tests, and the
named tests exist; prints TAP. A test that is renamed or lost fails here.

usage: acceptance.py SOURCE_ROOT BUILD_ROOT
"""

import json
import pathlib
import sys

# Criterion → (test of meson, path in it). A path that ends in "/" begins the
# paths of several tests; a journey has none.
CRITERIA = {
    1: [('ui-journey-portals', None), ('ui-language', '/language/french'), ('ui-shell', '/shell/portals')],
    2: [('store-tabs', '/spec/2-one-tab-each/'), ('ui-lists', '/lists/counts')],
    3: [('store-tabs', '/spec/3-reopened-leaves-resolved/'), ('ui-journey-resolve', None)],
    4: [('ui-lists', '/lists/columns'), ('ui-lists', '/lists/sort'), ('ui-lists', '/lists/pages')],
    5: [('ui-palette', '/palette/references'), ('ui-palette', '/palette/enter'), ('ui-journey-keys', None)],
    6: [('ui-form', '/spec/6-mandatory-field-blocks')],
    7: [('ui-catalogue', '/spec/7-catalogue-clears-lower-only')],
    8: [('cli-requester', '/spec/08-nothing-internal/portal'),
        ('cli-requester', '/spec/08-nothing-internal/rest'),
        ('cli-requester', '/spec/08-nothing-internal/agent-has-it')],
    9: [('ui-spec', '/spec/09-drafts/killed'), ('ui-journey-killed', None), ('ui-journey-portals', None)],
    10: [('model-spec', '/spec/10-actions-in-permitted-states/'), ('ui-spec', '/spec/10-actions/offered'),
         ('ui-spec', '/spec/10-actions/dialogs-ask')],
    11: [('ui-spec', '/spec/11-handover/reassign'), ('ui-spec', '/spec/11-handover/dispatch'),
         ('ui-journey-reassign', None), ('ui-journey-affect', None)],
    12: [('app-notifier', '/spec/12-answer-returns-to-agent-and-notifies'), ('ui-journey-ask', None)],
    13: [('model-spec', '/spec/13-reopen-within-16-days')],
    14: [('model-spec', '/spec/14-platform-of-the-academy'), ('ui-journey-wrong', None)],
    15: [('ui-attachments', '/spec/15-attachments-in-every-open-state')],
}
N_CRITERIA = 15

# The journeys of an agent, each through the accessibility bus.
JOURNEYS = ['take', 'answer', 'ask', 'hold', 'reassign', 'affect', 'wrong', 'resolve', 'day', 'keys']
# The same through the command line against the stock model.
STOCK = 'cli-stock'


def read_sources(source, build):
    """Name of a test → the text that it is made of."""
    def introspect(what):
        return json.loads((build / 'meson-info' / f'intro-{what}.json').read_text(encoding='utf-8'))

    sources = {}
    for target in introspect('targets'):
        files = [name for group in target['target_sources'] for name in group.get('sources', [])]
        for built in target['filename']:
            sources[built] = files

    texts = {}
    for test in introspect('tests'):
        names = [*sources.get(test['cmd'][0], []),
                 *(word for word in test['cmd'][1:] if word.endswith('.py'))]
        paths = [pathlib.Path(name) for name in names if pathlib.Path(name).is_file()]
        texts[test['name']] = '\n'.join(path.read_text(encoding='utf-8') for path in paths
                                        if source in path.resolve().parents)
    return texts


def find_problem(texts, test, path):
    if test not in texts:
        return f'no test {test}'
    if path is None:
        return None
    start = f'"{path}' if path.endswith('/') else f'"{path}"'
    return None if start in texts[test] else f'{test} has no {path}'


def check(texts, number):
    tests = CRITERIA.get(number, [])
    if not tests:
        return ['has no test']
    return [problem for problem in (find_problem(texts, *test) for test in tests) if problem is not None]


def prove(texts):
    """The check sees what is missing."""
    made_up = {'ui-x': 'g_test_add_func ("/x/y", test_y);'}
    assert find_problem(made_up, 'ui-x', '/x/y') is None
    assert find_problem(made_up, 'ui-x', '/x/') is None
    assert find_problem(made_up, 'ui-x', '/x/z') is not None
    assert find_problem(made_up, 'ui-z', None) is not None
    return [] if texts else ['no test was read']


def main():
    source, build = (pathlib.Path(name).resolve() for name in sys.argv[1:])
    texts = read_sources(source, build)
    results = [('the check sees what is missing', prove(texts))]
    results += [(f'criterion {number}', check(texts, number)) for number in range(1, N_CRITERIA + 1)]
    results += [(f'journey {name}', [problem for problem in [find_problem(texts, f'ui-journey-{name}', None)] if problem])
                for name in JOURNEYS]
    results.append(('the stock model', [problem for problem in [find_problem(texts, STOCK, None)] if problem]))

    print(f'1..{len(results)}')
    for number, (name, problems) in enumerate(results, 1):
        print(f'{"not ok" if problems else "ok"} {number} {name}')
        for problem in problems:
            print('#', problem)
    sys.exit(any(problems for _, problems in results))


if __name__ == '__main__':
    main()

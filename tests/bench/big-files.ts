/**
 * Files just under 256 KiB, one of each kind that could slow the parser down. Most are invalid; all must be parsed
 * quickly.
 */
import { MOST_BYTES } from '../../src/lib/scenario/limits';

/** As many lines as fit, the i-th from `line(i)`, between a beginning and an end. */
function filled(line: (i: number) => string, begin = '', end = ''): string {
  const parts = [begin];
  let left = MOST_BYTES - begin.length - end.length;
  for (let i = 0; ; i++) {
    const next = line(i);
    left -= next.length;
    if (left < 0) return [...parts, end].join('');
    parts.push(next);
  }
}

const cycle =
  (...lines: readonly string[]) =>
  (i: number) =>
    lines[i % lines.length] as string;

export const BIG_FILES: Readonly<Record<string, () => string>> = {
  'unknown keys': () => filled((i) => `k${i} = 1\n`),
  'misspelt keys': () => filled((i) => `num_node${i % 10}s${i} = 1\n`),
  'quoted keys': () => filled((i) => `"k ${i}" = 1\n`),
  'escaped keys': () => filled((i) => `"\\u0061${i}" = 1\n`),
  'escapes in keys': () => filled(() => '\\n', '"', '" = 1\n'),
  'long keys': () => filled((i) => `${'k'.repeat(2000)}${i} = 1\n`),
  'one long key': () => filled(() => 'k', '', ' = 1\n'),
  'dotted keys': () => filled((i) => `a.b${i}.c.d = 1\n`),
  'dotted keys, deep': () => filled((i) => `a${i}.${'b.'.repeat(25)}c = 1\n`),
  'dotted keys in one table': () => filled((i) => `raft.k${i} = 1\n`),
  'unknown tables': () => filled((i) => `[t${i}]\na = 1\n`),
  'deep tables': () => filled((i) => `[a.b.c.d.e.f.g.h${i}]\n`),
  'empty tables of a list': () => filled(() => '[[node]]\n'),
  nodes: () => filled((i) => `[[node]]\nid = "n${i}"\nlog = [1, 2, 3]\n`),
  messages: () => filled(() => '[[message]]\nmessage = "RequestVote"\nfrom = "n1"\nto = "n9"\n'),
  clients: () => filled((i) => `[[client]]\nid = "c${i}"\nrequests = []\n`),
  steps: () => filled((i) => (i < 10_000 ? '[[step]]\naction="next"\n' : '#\n')),
  'too many steps': () => filled(() => '[[step]]\n'),
  'steps of an unknown action': () => filled(() => '[[step]]\naction="nex"\n'),
  'steps with unknown keys': () => filled((i) => `[[step]]\naction = "next"\nk${i} = 1\n`),
  'steps of wrong values': () =>
    filled(cycle('[[step]]\naction = "deliver"\nmessage = "RequestVotes"\nfrom = 5\nnth = "one"\n')),
  'expectations of all kinds': () =>
    filled(cycle('[[step]]\naction = "expect"\nnode = "n1"\nlog = [1, 2]\nstore = { a = 1, b = "2" }\n')),
  'partitions of many': () =>
    filled(
      (i) => `${i % 50 ? '' : '],\n['}"n${(i % 5) + 1}", `,
      '[[step]]\naction = "partition"\ngroups = [[',
      ']]\n',
    ),
  'a long list': () => filled(() => '"a",', 'keys = [', ']\n'),
  'a long list of numbers': () => filled((i) => `${i},`, 'keys = [', ']\n'),
  'a long list of lists': () => filled(() => '[[]],', 'keys = [', ']\n'),
  'a long log': () => filled((i) => `${i},`, '[[node]]\nid = "n1"\nlog = [', ']\n'),
  'a long log of tables': () =>
    filled(() => '{term=1,op="put",key="a"},', '[[node]]\nid = "n1"\nlog = [', ']\n'),
  'many requests': () => filled(() => '{op="put",key="a"},', '[[client]]\nid = "c1"\nrequests = [', ']\n'),
  'a large inline table': () => filled((i) => `k${i} = 1, `, 'raft = { ', 'k = 1 }\n'),
  'many inline tables': () => filled((i) => `k${i} = { a = { b = { c = 1 } } }\n`),
  'lists nested absurdly': () => filled(() => '[', 'keys = '),
  'lists nested and closed': () =>
    `keys = ${'['.repeat(MOST_BYTES / 2 - 10)}${']'.repeat(MOST_BYTES / 2 - 10)}`,
  'inline tables nested absurdly': () => filled(() => '{a=', 'keys = '),
  'lists nested thirty deep': () => filled((i) => `k${i} = ${'['.repeat(30)}${']'.repeat(30)}\n`),
  'a long string': () => filled(() => 'x', 'title = "', '"\n'),
  'a long string not closed': () => filled(() => 'x', 'title = "'),
  'a long literal string': () => filled(() => 'x', "title = '", "'\n"),
  'a string of escapes': () => filled(() => '\\u00e9', 'title = "', '"\n'),
  'a string over many lines': () => filled(() => 'x\n', 'title = """', '"""\n'),
  'a string over many lines, not closed': () => filled(() => 'x\n', 'title = """'),
  'a string of quotation marks': () => filled(() => '""x', 'title = """', '"""\n'),
  'a literal string over many lines': () => filled(() => "''x\n", "title = '''", "'''\n"),
  'many strings': () => filled((i) => `k${i} = "${'x'.repeat(50)}"\n`),
  'many comments': () => filled(() => '# a comment\n'),
  'one long comment': () => filled(() => '#'),
  'empty lines': () => filled(() => '\n'),
  spaces: () => filled(() => ' ', '', 'a = 1\n'),
  'lines that end in CR LF': () => filled((i) => `k${i} = 1\r\n`),
  numbers: () => filled((i) => `k${i} = 1_000_000.000_1e+10\n`),
  'absurd numbers': () => filled((i) => `k${i} = ${'9'.repeat(999)}\n`),
  'one absurd number': () => filled(() => '9', 'seed = ', '\n'),
  dates: () => filled((i) => `k${i} = 2024-01-01T00:00:00Z\n`),
  'a mistake at the end': () => filled((i) => `k${i} = 1\n`, '', '= 5'),
  'a key twice at the end': () => filled((i) => `k${i} = 1\n`, '', 'k1 = 5'),
  'unclosed brackets': () => filled(() => '[[step]\n'),
  'equals signs': () => filled(() => '='),
  dots: () => filled(() => 'a.', '', 'a = 1'),
  'dots with spaces': () => filled(() => '. \t', 'a', 'a = 1'),
  backslashes: () => filled(() => '\\', 'title = "', '"\n'),
  'quotation marks': () => filled(() => '"'),
  apostrophes: () => filled(() => "'"),
  'letters beyond ASCII': () => filled(() => 'x', 'title = "', '"\n').replaceAll('xx', 'é'),
  'a control character at the end': () => filled((i) => `k${i} = 1\n`, '', '\0'),
  'half a character at the end': () => filled((i) => `k${i} = 1\n`, '', '"\ud800"##').slice(0, -2),
  'prototype keys': () => filled((i) => `__proto__${i % 2 ? '' : '.x'}${i} = 1\n`, '__proto__ = 1\n'),
};

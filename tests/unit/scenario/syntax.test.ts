import { describe, expect, test } from 'vitest';
import { listed, parsed } from './parsed';

describe('not TOML: the first place where it is not, what is there, and what would do', () => {
  test.each([
    ['num_nodes', '1:1 found "num_nodes": expected a key and its value, as in: num_nodes = 5'],
    ['= 5', '1:1 found "=": expected a key and its value, as in: num_nodes = 5'],
    [
      'num nodes = 5',
      '1:5 found "nodes": expected a key of letters, digits, _ and -, or in quotes, and then = or ]',
    ],
    [
      'num_nodes = five',
      '1:13 found "five": expected a value: a number, true, false, a string in quotes, a list or an inline table',
    ],
    [
      'num_nodes =\n',
      '1:12 found the end of the line: expected a value: a number, true, false, a string in quotes, a list or an inline table',
    ],
    ['num_nodes = 5 seed = 1', '1:15 found "seed": expected the end of the line behind the value'],
    ['seed = 1\nnum_nodes = 05', '2:13 found "05": expected a number that does not begin with 0'],
    ['num_nodes = 5x', '1:14 found "x": expected only digits in a number; text stands in quotes'],
    ['num_nodes = 5.', '1:13 found "5.": expected a number that ends in a digit'],
    [
      'num_nodes = 5__0',
      '1:15 found "_0": expected a digit: an underscore in a number stands between two digits',
    ],
    ['title = "x', '1:9 the string is not closed: expected its closing quotation mark'],
    ['title = """x', '1:9 the string is not closed: expected its closing quotation mark'],
    [
      'title = "x\ny"',
      '1:11 found the end of the line: expected no line break or control character here; a string can have \\n in it',
    ],
    [
      'title = "\\q"',
      '1:11 found "q\\"": expected \\n, \\t, \\", \\\\ or \\uXXXX: a backslash itself is written \\\\',
    ],
    ['title = "\\u00zz"', expect.stringMatching(/expected hexadecimal digits, as in \\u00e9$/)],
    ['title = "\\ud800"', expect.stringMatching(/expected an escape that names a character/)],
    ['keys = ["a"', '1:12 found the end of the file: expected a comma or the closing bracket'],
    ['keys = ["a" "b"]', '1:13 found "\\"b\\"": expected a comma or the closing bracket'],
    ['keys = ["a",', '1:8 the list is not closed: expected ]'],
    ['raft = { bugs = []', '1:19 found the end of the file: expected a comma or the closing bracket'],
    ['raft = {', '1:8 the inline table is not closed: expected }'],
    ['[[node]', '1:8 found the end of the file: expected ]] to close a header that begins with [['],
    ['[raft', expect.stringMatching(/^1:2 found "raft": expected a key and its value/)],
    ['seed = 2024-13-01', '1:8 found "2024-13-01": expected a number or a string in quotes, not a date'],
    ['a..b = 1', '1:3 found ".b": expected a key and its value, as in: num_nodes = 5'],
  ])('%j', (toml, error) => expect(listed(toml)).toEqual([error]));
});

describe('duplicate keys are named', () => {
  const TWICE = 'is defined twice: a key can stand once in its table, and a table can be opened once';
  test.each([
    ['num_nodes = 5\nnum_nodes = 5', `2:1 "num_nodes" ${TWICE}`],
    ['[raft]\nbugs = []\n"bugs" = []', `3:1 "bugs" ${TWICE}`],
    ['[raft]\n[timing]\n[raft]', `3:2 "raft" ${TWICE}`],
    ['raft.bugs = []\n[raft]', `2:2 "raft" ${TWICE}`],
    ['raft = { bugs = [], bugs = [] }', `1:21 "bugs" ${TWICE}`],
    ['"a b".c = 1\n"a b".c = 2', `2:1 "\\"a b\\".c" ${TWICE}`],
  ])('%j', (toml, error) => expect(listed(toml)).toEqual([error]));
});

describe('not text', () => {
  test.each([
    ['\ufeff', '1:1 the file holds only a byte order mark: expected a scenario in TOML'],
    [
      'seed = 1\n\0',
      '2:1 found the control character U+0000: expected text, in a string write it as \\u0000',
    ],
    [
      'title = "\u007f"',
      '1:10 found the control character U+007F: expected text, in a string write it as \\u007F',
    ],
    ['\ufffdPNG', '1:1 found bytes that are not UTF-8 (U+FFFD): expected a text file in UTF-8'],
    ['title = "\ud83d"', '1:10 found half a character (U+D83D): expected whole characters'],
  ])('%j', (toml, error) => expect(listed(toml)).toEqual([error]));

  test('but anything that is, escaped or not', () => {
    expect(parsed('title = "\\u0000\\uFFFD😀"').setup.title).toBe('\0\ufffd😀');
  });

  test('a leading byte order mark is passed over and not counted', () => {
    expect(parsed('\ufeffnum_nodes = 4').setup.numNodes).toBe(4);
    expect(listed('\ufeffnum_node = 4')).toEqual(['1:1 unknown key "num_node": did you mean "num_nodes"?']);
  });

  test('lines may end as Windows has it', () => {
    expect(listed('seed = 1\r\nnum_node = 4\r\n')).toEqual([
      '2:1 unknown key "num_node": did you mean "num_nodes"?',
    ]);
  });
});

describe('size', () => {
  const padded = (bytes: number, filler = '#') => `num_nodes = 4 #`.padEnd(bytes, filler);

  test('256 KiB is read', () => expect(parsed(padded(256 * 1024)).setup.numNodes).toBe(4));

  test.each([
    padded(256 * 1024 + 1),
    padded(100_000, 'é').padEnd(256 * 1024 - 50_000),
    '"'.repeat(1_000_000),
  ])('a byte more is not', (toml) =>
    expect(listed(toml)).toEqual([
      '1:1 the file is larger than 256 KiB (262,144 bytes): expected at most that',
    ]),
  );

  const steps = (count: number) => '[[step]]\naction="heal"\n'.repeat(count);

  test('10,000 steps are read', () => expect(parsed(steps(10_000)).steps).toHaveLength(10_000));

  test('a step more is not', () => {
    expect(listed(steps(10_001))).toEqual([
      '20001:1 step 10001: there are 10,001 steps: expected at most 10,000',
    ]);
  });

  test.each([
    ['keys = ', '[', ']', '1:40'],
    ['raft = ', '{a=', '}', '1:104'],
  ])('nested absurdly deep: %s', (start, open, close, at) => {
    const deep = `${start}${open.repeat(50_000)}1${close.repeat(50_000)}`;
    expect(listed(deep)).toEqual([
      `${at} lists or inline tables are nested more than 32 deep: expected at most that`,
    ]);
  });

  test.each([`${'a.'.repeat(100_000)}a = 1`, `[${'"a" . '.repeat(40_000)}a]`])(
    'keys nested absurdly deep',
    (toml) => {
      expect(listed(toml)).toEqual([
        expect.stringMatching(/^1:\d tables are nested more than 32 deep: expected at most that$/),
      ]);
    },
  );

  test('what looks deep or long in a string or comment does no harm', () => {
    const text = `${'a.'.repeat(100)} ${'9'.repeat(2000)}`;
    expect(parsed(`title = "${text}" # ${text}`).setup.title).toBe(text);
  });
});

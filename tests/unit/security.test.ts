import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { pack } from '../../src/lib/link/deflate';
import { packedFragment } from '../../src/lib/link/fragment';
import { fromLink, parseScenario } from '../../src/lib/index';
import svelteConfig from '../../svelte.config.js';

// What SECURITY.md promises of the code itself; each promise of what it does has a test of its own, which that page names.

const sources = readdirSync('src', { recursive: true })
  .map((name) => `src/${String(name).replaceAll('\\', '/')}`)
  .filter((path) => /\.(?:ts|svelte|html)$/.test(path))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

/** The files in which a pattern stands. */
const having = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

describe('no text can become code or markup', () => {
  it('scripts come from the site alone, none by a text, and nothing is evaluated', () => {
    const directives = svelteConfig.kit?.csp?.directives ?? {};
    expect(svelteConfig.kit?.csp?.mode).toBe('hash');
    expect(directives['script-src']).toEqual(['self']);
    expect(directives['object-src']).toEqual(['none']);
    expect(directives['base-uri']).toEqual(['self']);
    expect(directives['form-action']).toEqual(['none']);
    expect(directives['connect-src']).toEqual(['self']);
    for (const [name, values] of Object.entries(directives))
      expect(values, name).not.toContain(name === 'style-src' ? 'unsafe-eval' : 'unsafe-inline');
  });

  it('markup is put into a page in one place: the handout, whose every text is escaped', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(having(/\{@html /)).toEqual(['src/lib/ui/app/lesson/Handout.svelte']);
    const handout = sources.find(({ path }) => path.endsWith('/Handout.svelte'))?.text ?? '';
    expect(handout.match(/\{@html (.*)\}/)?.[1]).toMatch(/handoutOf\(.*: made$/);
    expect(handout.match(/\(made = .*/g)).toHaveLength(1);
    expect(handout).toMatch(/\(made = later\.handoutOf\(/);
  });

  it.each([
    /\.(?:inner|outer)HTML\s*=/,
    /insertAdjacentHTML|document\.write\b/,
    /\beval\(|new Function\(/,
    /srcdoc/,
  ])('nothing uses %s', (pattern) => expect(having(pattern)).toEqual([]));
});

describe('a million entries', () => {
  const million = `[${'1,'.repeat(1_000_000)}]`;
  const setUp = (log: string) => `num_nodes = 3\n[[node]]\nid = "n1"\nlog = ${log}\n`;

  /** Milliseconds of processor time. */
  async function timeOf(work: () => unknown): Promise<number> {
    const began = process.cpuUsage();
    await work();
    const { user, system } = process.cpuUsage(began);
    return (user + system) / 1000;
  }

  it('in a file are refused at once, with a sentence', async () => {
    let read: ReturnType<typeof parseScenario> | undefined;
    expect(await timeOf(() => (read = parseScenario(setUp(million))))).toBeLessThan(500);
    expect(read).toMatchObject({
      ok: false,
      errors: [{ message: expect.stringContaining('256 KiB') as string }],
    });
  });

  it.each([
    ['as a log', { setup: setUp(`[${'1,'.repeat(500_000)}]`), steps: { count: 0, columns: [] } }],
    ['as steps', { setup: '', steps: { count: 10_000_000, columns: [] } }],
    [
      'as columns',
      { setup: '', steps: { count: 1, columns: Array(200_000).fill({ key: 'a', values: [], rows: [] }) } },
    ],
    [
      'as values',
      {
        setup: '',
        steps: { count: 1, columns: [{ key: 'note', values: Array(400_000).fill(1), rows: [1] }] },
      },
    ],
  ])('in a link, %s, too', async (_how, inside) => {
    const packed = await pack(JSON.stringify(inside));
    let read: Awaited<ReturnType<typeof fromLink>> | undefined;
    expect(await timeOf(async () => (read = await fromLink(packedFragment(1, packed))))).toBeLessThan(1000);
    expect(read).toMatchObject({ ok: false, error: expect.stringMatching(/\w/) as string });
  });
});

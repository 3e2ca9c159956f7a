import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { describe, expect, test, vi } from 'vitest';
import TomlPanel from '../../src/lib/ui/panels/toml/TomlPanel.svelte';
import { parseScenario } from '../../src/lib/scenario/parse';
import { errorsOf } from './samples';

const GOOD = 'num_nodes = 3\nnum_clients = 1\n';

function show(text: string) {
  const onload = vi.fn();
  const onclose = vi.fn();
  const read = (toml: string) => Promise.resolve(parseScenario(toml));
  render(TomlPanel, { text, errors: errorsOf(text), onload, read, onclose });
  return { onload, onclose, area: screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'TOML text' }) };
}

const shownErrors = () =>
  within(screen.getByRole('alert'))
    .getAllByRole('listitem')
    .map((item) => item.textContent?.replace(/\s+/g, ' ').trim());

describe('the TOML panel', () => {
  test('shows the text, and no error where there is none', () => {
    const { area } = show(GOOD);
    expect(area).toHaveValue(GOOD);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  test('runs what was typed', async () => {
    const { onload, area } = show(GOOD);
    await userEvent.clear(area);
    await userEvent.type(area, 'num_nodes = 7');
    await userEvent.click(screen.getByRole('button', { name: 'Run this' }));
    expect(onload).toHaveBeenCalledExactlyOnceWith('num_nodes = 7');
  });

  test('closes without running', async () => {
    const { onload, onclose } = show(GOOD);
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(onclose).toHaveBeenCalledOnce();
    expect(onload).not.toHaveBeenCalled();
  });

  test.each([
    ['not TOML', 'hello', 1, 1],
    ['a list that is not closed', 'seed = 1\nkeys = ["a"', 2, 0],
    ['a wrong type', 'num_nodes = "5"', 1, 13],
    ['out of range', 'num_clients = 1\nnum_nodes = 99', 2, 13],
    ['an unknown key', 'num_clients = 1\n\n  colour = 1', 3, 3],
    ['a misspelt key', 'num_nods = 5', 1, 1],
    ['a key twice', 'seed = 1\nseed = 2', 2, 1],
    ['no number', 'seed = nan', 1, 8],
    ['infinity', 'seed = inf', 1, 8],
    ['a huge integer', 'seed = 99999999999999999999', 1, 8],
    ['binary bytes', 'seed = 1\n\0\x01', 2, 1],
    ['only a byte order mark', '\ufeff', 1, 1],
    ['a prototype as a key', '__proto__ = 1', 1, 1],
    ['deep nesting', `keys = ${'['.repeat(100)}${']'.repeat(100)}`, 1, 0],
    ['a step that does not exist', '[[step]]\naction = "delivr"', 2, 10],
    ['a node that does not exist', '[[step]]\naction = "timeout"\nnode = "n9"', 3, 8],
    ['10,001 steps', '[[step]]\naction = "next"\n'.repeat(10_001), 20_001, 0],
  ])('%s: shows where it is, and the line', (_what, text, line, column) => {
    show(text);
    const items = within(screen.getByRole('alert')).getAllByRole('listitem');
    expect(items).toHaveLength(errorsOf(text).length);
    const [item] = items as [HTMLElement];
    const place = within(item).getByRole('button').textContent ?? '';
    expect(place).toMatch(
      column === 0 ? RegExp(`^line ${line}, column \\d+$`) : RegExp(`^line ${line}, column ${column}$`),
    );
    expect(item.querySelector('code')?.textContent?.trim()).toBe(
      (text.split('\n')[line - 1] ?? '').slice(0, 200).trim(),
    );
  });

  test('lists every error of a text, in its order, and counts them', () => {
    show('num_nods = 5\nseed = -1\n[[step]]\naction = "x"');
    expect(screen.getByRole('alert')).toHaveTextContent('3 things are wrong; nothing was changed');
    expect(shownErrors().map((text) => /^line (\d+)/.exec(text ?? '')?.[1])).toEqual(['1', '2', '4']);
  });

  test('one error is one thing', () => {
    show('num_nods = 5');
    expect(screen.getByRole('alert')).toHaveTextContent('One thing is wrong; nothing was changed');
    expect(screen.getByRole('alert')).toHaveTextContent('did you mean "num_nodes"?');
  });

  test("a click on an error's place puts the cursor there", async () => {
    const text = 'num_nodes = 3\nseed = 1\nnum_clients = 99\n';
    const { area } = show(text);
    await userEvent.click(screen.getByRole('button', { name: 'line 3, column 15' }));
    expect(area).toHaveFocus();
    expect(area.selectionStart).toBe(text.indexOf('99'));
  });

  test('also where lines end in CR LF', async () => {
    const text = 'num_nodes = 3\r\nseed = 1\r\nnum_clients = 99\r\n';
    const { area } = show(text);
    await userEvent.click(screen.getByRole('button', { name: 'line 3, column 15' }));
    expect(area.value.slice(area.selectionStart).startsWith('99')).toBe(true);
  });

  test('a huge file is refused for its size without delay', () => {
    const text = '# '.padEnd(256 * 1024 + 1, 'x');
    const began = process.cpuUsage();
    show(text);
    const { user, system } = process.cpuUsage(began);
    expect((user + system) / 1000).toBeLessThan(1000);
    expect(shownErrors()[0]).toMatch(/^line 1, column 1 .*larger than 256 KiB/);
    expect(screen.getByRole('alert').textContent?.length).toBeLessThan(1000);
  });

  test('a file of mistakes lists a bounded number of them', () => {
    show('[[step]]\naction = "nxt"\n'.repeat(9_000));
    expect(shownErrors().length).toBeLessThanOrEqual(201);
  });

  test.each([
    ['saves the text as a file', GOOD, /^$/],
    [
      'says of a file that cannot be opened again what is wrong',
      'seed = 1\nnum_nods = 5',
      /^The file is saved, but it cannot be opened here as it is: line 2: .*num_nodes/,
    ],
    [
      'also of one that is too long',
      '#'.repeat(256 * 1024 + 1),
      /^The file is saved, but .* larger than 256 KiB/,
    ],
  ])('%s', async (_what, text, told) => {
    let saved: Blob | undefined;
    const create = vi.fn((blob: Blob) => ((saved = blob), 'blob:x'));
    vi.stubGlobal('URL', Object.assign(URL, { createObjectURL: create, revokeObjectURL: vi.fn() }));
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(() => {});
    show(text);
    await userEvent.click(screen.getByRole('button', { name: /Save as/ }));
    expect(click).toHaveBeenCalledOnce();
    expect(await saved?.text()).toBe(text);
    await waitFor(() => expect(screen.getByRole('status').textContent).toMatch(told));
    click.mockRestore();
    vi.unstubAllGlobals();
  });
});

import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import ExportDialog from '../../src/lib/ui/panels/export/ExportDialog.svelte';
import { fileName } from '../../src/lib/ui/kit/file';
import { readSvg } from './pictures';
import { sessionOn } from './samples';

interface Saved {
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

let saved: Promise<Saved>[] = [];

beforeEach(() => {
  saved = [];
  const blobs = new Map<string, Blob>();
  URL.createObjectURL = (blob: Blob) => {
    const url = `blob:${blobs.size}`;
    blobs.set(url, blob);
    return url;
  };
  URL.revokeObjectURL = () => {};
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const blob = blobs.get(this.href) as Blob;
    saved.push(blob.text().then((text) => ({ name: this.download, type: blob.type, text })));
  });
});

afterEach(() => vi.restoreAllMocks());

function show(toml = 'title = "My run"\nnum_nodes = 3', steps = 12) {
  const session = sessionOn(toml, steps);
  const onclose = vi.fn();
  const user = userEvent.setup();
  render(ExportDialog, { session, title: session.scenario.setup.title ?? 'Untitled', onclose });
  return { session, onclose, user };
}

const button = (name: string) => screen.getByRole('button', { name });

describe('exporting', () => {
  test.each(['stage', 'diagram', 'logs'])('the %s is saved as an SVG that stands alone', async (name) => {
    const { user } = show();
    await user.click(button(`Save SVG of the ${name}`));
    expect(await screen.findByText(`Saved as my-run-${name}-step-12.svg.`)).toBeInTheDocument();
    const [file] = await Promise.all(saved);
    expect(file).toMatchObject({ name: `my-run-${name}-step-12.svg`, type: 'image/svg+xml' });
    const root = readSvg((file?.text ?? '').replaceAll('currentColor', '#000'));
    expect(root.querySelector('title')?.textContent).toBe('My run, step 12');
  });

  test.each([
    ['trace', 'my-run-trace-step-12.txt', /^\[n1\] Started as follower\n/],
    ['mermaid', 'my-run-mermaid-step-12.mmd', /^sequenceDiagram\n {2}title My run\n/],
    ['shiviz', 'my-run-shiviz-step-12.log', /^\(\?<host>\\S\*\) .*\n\nn1 \{"n1":1\}\n/],
    ['itf', 'my-run-itf-step-12.itf.json', /"description": "My run"/],
    ['tlc', 'my-run-tlc-step-12.txt', /^The behavior is:\nState 1: <Initial predicate>\n\/\\ step = 0\n/],
    ['jepsen', 'my-run-jepsen-step-12.edn', /^\{:index 0, :time \d+, :type :invoke, :process 0, :f :/],
  ])('the run is saved and copied as %s', async (name, file, content) => {
    const { user } = show();
    await user.click(button(`Save ${name}`));
    expect(await screen.findByText(`Saved as ${file}.`)).toBeInTheDocument();
    const [first] = await Promise.all(saved);
    expect(first?.name).toBe(file);
    expect(first?.text).toMatch(content);
    await user.click(button(`Copy ${name}`));
    expect(await screen.findByText(/^Copied: /)).toBeInTheDocument();
    expect(await navigator.clipboard.readText()).toBe(first?.text);
  });

  test('exports only the run up to the step shown', async () => {
    const { session, user } = show();
    session.jump(0);
    await user.click(button('Save trace'));
    await screen.findByText('Saved as my-run-trace-step-0.txt.');
    expect((await Promise.all(saved))[0]?.text).not.toContain('RequestVote');
  });

  test('says when the browser forbids copying or saving, and what can be done instead', async () => {
    const { user } = show();
    vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('no', 'NotAllowedError'));
    await user.click(button('Copy trace'));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The browser does not allow copying here: save the file.',
    );
    URL.createObjectURL = () => {
      throw new Error('no');
    };
    await user.click(button('Save trace'));
    expect(
      await screen.findByText('The browser does not allow saving here: copy the text.'),
    ).toBeInTheDocument();
    await user.click(button('Save PNG of the stage'));
    expect(await screen.findByText(/^The browser could not draw this as a PNG/)).toBeInTheDocument();
    expect(screen.getByRole('status')).toHaveTextContent('');
  });

  test('says that Mermaid draws a long run only with another setting', async () => {
    const session = sessionOn('num_nodes = 5\nnum_clients = 0');
    for (let i = 0; i < 300; i++) session.do({ action: 'timeout', node: `n${(i % 5) + 1}` });
    render(ExportDialog, { session, title: 'Long', onclose: vi.fn() });
    await userEvent.click(button('Save mermaid'));
    expect(await screen.findByText(/larger maxTextSize/)).toBeInTheDocument();
  });

  test('says which part of a long run the picture shows', async () => {
    const log = `log = [${Array.from({ length: 500 }, () => 1).join(', ')}]`;
    const { session, user } = show(
      `title = "Long"\nnum_nodes = 3\nnum_clients = 0\n[[node]]\nid = "n1"\n${log}`,
      0,
    );
    await user.click(button('Save SVG of the logs'));
    expect(await screen.findByText(/^Saved as \S+\. It shows indices \d+ to 500 alone/)).toBeInTheDocument();
    await user.click(button('Save SVG of the diagram'));
    expect(await screen.findByText(/^Saved as long-diagram-step-0\.svg\.$/)).toBeInTheDocument();
    for (let i = 0; i < 600; i++) session.do({ action: 'timeout', node: 'n1' });
    await user.click(button('Save SVG of the diagram'));
    expect(await screen.findByText(/It shows steps 101 to 600 alone/)).toBeInTheDocument();
  });

  test('Close closes', async () => {
    const { onclose, user } = show();
    await user.click(button('Close'));
    expect(onclose).toHaveBeenCalled();
  });
});

test.each([
  ['Put, then the leader fails', 'put-then-the-leader-fails-logs-step-3.svg'],
  ['Zürich/../<x>', 'zu-rich-x-logs-step-3.svg'],
  ['…', 'lockstep-logs-step-3.svg'],
])('a file named after %j is called %s', (title, name) => {
  expect(fileName(title, 'logs', 3, 'svg')).toBe(name);
});

import { expect, it } from 'vitest';
import { mermaidDiagram } from '../../../src/lib/export/mermaid';
import { shivizLog } from '../../../src/lib/export/shiviz';
import { traceText } from '../../../src/lib/export/trace';
import { tell } from '../../../src/lib/explain/explain';
import { playing } from '../../../src/lib/scenario/run';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import type { Action } from '../../../src/lib/index';
import type { Setup } from '../../../src/lib/protocol/setup';
import { setupOf } from '../../paper/bench';

// The text itself, line by line. mermaid.test.ts runs Mermaid's parser on it.

function diagram(setup: Setup, ...steps: readonly Action[]): string[] {
  const run = [...playing({ setup, steps })];
  const words = {
    label: ({ type }: { readonly type: string }) => type,
    tell: (events: Parameters<typeof tell>[1]) => tell(systemOf(setup), events),
  };
  return mermaidDiagram('A: title; #1', run, words)
    .split('\n')
    .map((line) => line.trim());
}

it('an arrow where a message arrived, was dropped or lost, and at the end for what is in flight', () => {
  const lines = diagram(
    setupOf({}),
    { action: 'timeout', node: 'n1' },
    { action: 'crash', node: 'n3' },
    { action: 'deliver', to: 'n3' },
    { action: 'duplicate', to: 'n2' },
    { action: 'drop', to: 'n2' },
    { action: 'deliver', to: 'n2' },
  );
  expect(lines.filter((line) => line.includes('n1-') || line.includes('n2-'))).toEqual([
    'n1-xn3: RequestVote (lost)',
    'n1-xn2: RequestVote (dropped)',
    'n1->>n2: RequestVote',
    'n2-)n1: VoteResponse (in flight)',
  ]);
  expect(lines.slice(0, 5)).toEqual([
    'sequenceDiagram',
    'title A: title#59; #35;1',
    'participant n1',
    'participant n2',
    'participant n3',
  ]);
});

it('a note over who acted where nothing moved, over everyone for the network, and over who changed role', () => {
  const lines = diagram(
    setupOf({}),
    { action: 'timeout', node: 'n1' },
    { action: 'partition', groups: [['n1', 'n2'], ['n3']] },
    { action: 'crash', node: 'n3' },
    { action: 'deliver', to: 'n2' },
    { action: 'deliver', to: 'n1' },
  );
  const notes = lines.filter((line) => line.startsWith('Note'));
  expect(notes.map((line) => /^Note over ([^:]*): step (\d+)/.exec(line)?.slice(1))).toEqual([
    ['n1', '1'],
    ['n1,n3', '2'],
    ['n3', '3'],
    // A delivery that made n1 leader has a note; the one before changed no role and has only its arrow.
    ['n1', '5'],
  ]);
  expect(lines.filter((line) => line.includes('->>'))).toHaveLength(2);
});

it('main is a participant only if it did something', () => {
  expect(diagram(setupOf({ raft: { autoStart: true } }), { action: 'deliver' })[2]).toBe('participant main');
  expect(diagram(setupOf({}), { action: 'timeout', node: 'n1' })).not.toContain('participant main');
});

it('a title of spaces is none', () => {
  const run = [...playing({ setup: setupOf({}), steps: [] })];
  expect(mermaidDiagram('  ', run, { label: () => '', tell: () => null })).not.toContain('title');
});

it('a trace has a line an event, and one that breaks becomes one line', () => {
  const run = [...playing({ setup: setupOf({}), steps: [{ action: 'timeout', node: 'n1' }] })];
  const text = traceText(run, ({ type, actor }) => (type === 'message-sent' ? `${actor}\r\nsends` : null));
  expect(text).toBe('n1 sends\nn1 sends\n');
});

it('a ShiViz log has its pattern, a blank line, and two lines an event', () => {
  const events = [{ actor: 'n1', clock: { n1: 1 }, text: 'a\u2028b\n\nc' }];
  expect(shivizLog(events).split('\n').slice(1)).toEqual(['', 'n1 {"n1":1}', 'a b c', '']);
});

it('a message that names nobody of this run has no arrow, and half a character is none', () => {
  const stray = {
    type: 'RequestVote',
    from: 'n1',
    to: 'x9',
    term: 1,
    candidateId: 'n1',
    lastLogIndex: 0,
    lastLogTerm: 0,
  };
  const lines = diagram(setupOf({ messages: [stray, { ...stray, from: 'x9', to: 'n1' }] }), {
    action: 'drop',
  });
  expect(lines.filter((line) => line.includes('x9') && !line.startsWith('Note'))).toEqual([]);
  const run = [...playing({ setup: setupOf({}), steps: [] })];
  expect(mermaidDiagram('a\ud800b', run, { label: () => '', tell: () => null })).toContain('title a#65533;b');
});

// @vitest-environment jsdom
import fc from 'fast-check';
import { labelText } from '../../../src/lib/protocol/label';
import mermaid from 'mermaid';
import { describe, expect, it } from 'vitest';
import { tell } from '../../../src/lib/explain/explain';
import { mermaidDiagram } from '../../../src/lib/export/mermaid';
import type { Action } from '../../../src/lib/index';
import { raft } from '../../../src/lib/scenario/systems/raft';
import { systemOf } from '../../../src/lib/scenario/all-systems';
import { begin } from '../../../src/lib/sim/begin';
import { unroll } from '../../../src/lib/sim/step';
import type { Run } from '../../../src/lib/export/run';
import { label } from '../../../src/lib/picture/message-label';
import { setupOf } from '../../paper/bench';
import { happenedIn } from '../../properties/happened';
import { anyString } from '../../properties/scenario-arbitraries';
import { choices, setups } from '../../properties/schedule';
import type { Message } from '../../../src/lib/protocol/message';

const WORDS = {
  label: (message: Message) => labelText(label(raft, message)),
  tell: (events: Parameters<typeof tell>[1]) => tell(raft, events),
};

function runOf(change: Parameters<typeof setupOf>[0], ...actions: readonly Action[]): Run[number][] {
  const setup = setupOf(change);
  const run: Run[number][] = [begin(systemOf(setup), setup)];
  for (const action of actions)
    run.push(...unroll(systemOf(setup), (run.at(-1) as Run[number]).world, action).done);
  return run;
}

const diagram = (run: Run, title = 'A run') => mermaidDiagram(title, run, WORDS);
const lines = (text: string) => text.split('\n').map((line) => line.trim());

interface SequenceDb {
  getActorKeys(): string[];
  getMessages(): { readonly message: string }[];
}

/** The result of Mermaid's own parser, which throws at a mistake. */
async function parsed(text: string): Promise<SequenceDb> {
  expect(await mermaid.parse(text)).toMatchObject({ diagramType: 'sequence' });
  return (await mermaid.mermaidAPI.getDiagramFromText(text)).db as unknown as SequenceDb;
}

describe('a run as a Mermaid sequence diagram', () => {
  it('draws what arrived, what was dropped and what is in flight, and tells the rest', () => {
    const run = runOf(
      {},
      { action: 'timeout', node: 'n1' },
      { action: 'deliver', to: 'n2' },
      { action: 'drop', to: 'n3' },
      { action: 'crash', node: 'n3' },
    );
    expect(lines(diagram(run))).toEqual([
      'sequenceDiagram',
      'title A run',
      'participant n1',
      'participant n2',
      'participant n3',
      'Note over n1: step 1: n1 starts an election: it moves to term 1, votes for itself and asks the others for their votes.',
      'n1->>n2: Vote? t1',
      'n1-xn3: Vote? t1 (dropped)',
      'Note over n3: step 4: n3 crashes: only what it has stored survives.',
      'n2-)n1: ✓ vote t1 (in flight)',
      '',
    ]);
  });

  it('names main where it starts something', () => {
    expect(lines(diagram(runOf({ raft: { autoStart: true } })))).toContain(
      'main-)n1: Start election (in flight)',
    );
  });

  it('is taken by Mermaid’s parser, with every actor and arrow, for any run', async () => {
    const samples = fc.sample(fc.tuple(setups, choices(60)), { numRuns: 8, seed: 7 });
    for (const [setup, chosen] of samples) {
      const run = happenedIn(setup, chosen);
      const text = diagram(run);
      const db = await parsed(text);
      expect(db.getActorKeys()).toEqual(
        lines(text).flatMap((line) => /^participant (\S+)$/.exec(line)?.[1] ?? []),
      );
      const arrived = run.flatMap(({ events }) =>
        events.filter((event) => event.type === 'message-delivered'),
      );
      expect(db.getMessages().length).toBeGreaterThanOrEqual(arrived.length);
      expect(text.match(/->>/g) ?? []).toHaveLength(arrived.length);
    }
  });

  it.each(
    fc
      .sample(anyString, { numRuns: 20, seed: 3 })
      .concat([
        '#',
        ';',
        'a;b',
        '#35;',
        '%%{init: {}}%%',
        'end',
        'style:x#1;',
        'style: #1;',
        'wrap: x',
        ' a  b ',
      ]),
  )('takes %j as key, value and title', async (text) => {
    const requests = [{ op: 'put' as const, key: text, value: text }];
    const run = runOf(
      { numClients: 1, clients: [{ id: 'c1', requests }], raft: { autoStart: true } },
      { action: 'settle' },
    );
    const db = await parsed(diagram(run, text));
    expect(db.getMessages().some(({ message }) => message.includes('✓ ok'))).toBe(true);
    expect(db.getActorKeys()).toEqual(['main', 'c1', 'n1', 'n2', 'n3']);
  });

  it.each([
    ['#1;', '<b>', 'put #1;=<b>'],
    ['a  b', ' c   d ', 'put a\u00a0 b= c\u00a0\u00a0 d\u00a0'],
  ])('shows such a key (%j) and value (%j) as they are', async (key, value, shown) => {
    const run = runOf(
      {
        numClients: 1,
        clients: [{ id: 'c1', requests: [{ op: 'put', key, value }] }],
        raft: { autoStart: true },
      },
      { action: 'settle' },
    );
    const db = await parsed(diagram(run));
    const decoded = db.getMessages().map(({ message }) => decode(String(message)));
    expect(decoded).toContain(shown);
  });
});

/** Mermaid's own decoding: `ﬂ°°59¶ß` stands for `&#59;`. */
function decode(message: string): string {
  return message.replace(/ﬂ°°(\d+)¶ß/g, (_, code) => String.fromCodePoint(Number(code)));
}

// What can happen next does not answer a question that is open.
import { render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { itemAt } from '../../src/lib/protocol/known';
import { parseScenario } from '../../src/lib/scenario/parse';
import { raft } from '../../src/lib/scenario/systems/raft';
import { Session } from '../../src/lib/ui/run/session.svelte';
import { LessonSession } from '../../src/lib/ui/app/lesson/lesson.svelte';
import type { Answer } from '../../src/lib/ui/panels/ahead/outlook';
import AheadView from '../../src/lib/ui/panels/ahead/AheadView.svelte';

/** In place of the browser's worker: the test answers for it. */
class FakeWorker {
  static made: FakeWorker[] = [];
  onmessage: (event: { readonly data: Answer }) => void = () => {};
  asked = 0;
  constructor() {
    FakeWorker.made.push(this);
  }
  postMessage({ turn }: { readonly turn: number }) {
    this.asked = turn;
  }
  terminate() {}
}

beforeEach(() => void vi.stubGlobal('Worker', FakeWorker));
afterEach(() => vi.unstubAllGlobals());

const LESSON = `num_nodes = 3
num_clients = 0
[raft]
auto_start = false
[lesson]
intro = "Three servers."
[[step]]
action = "timeout"
node = "n1"
[step.ask]
question = "What does n1 become?"
value = { node = "n1", field = "role" }
why = "It stands for election."
`;

test('ahead stays closed while a question is open, and opens with the answer', async () => {
  const read = parseScenario(LESSON);
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const session = new LessonSession(read.scenario, raft);
  session.next();
  expect(session.isAsking).toBe(true);
  render(AheadView, { session, onmessage: () => {}, onnode: () => {} });
  expect(screen.getByText('This would answer the question. It opens with the answer.')).toBeVisible();
  session.next();
  expect(session.isRevealed).toBe(true);
  expect(await screen.findByText('Looking ahead …')).toBeVisible();
});

test('ahead shows the nodes after each act, and says that messages can be dropped', async () => {
  const read = parseScenario('num_nodes = 2\nnum_clients = 1\nrequests_per_client = 0');
  if (!read.ok) throw new Error(read.errors[0]?.message);
  const session = new Session(read.scenario, raft);
  render(AheadView, { session, onmessage: () => {}, onnode: () => {} });
  const node = { shape: 'follower', role: 'follower', alive: true, epoch: 't1', entries: 2 } as const;
  const nodes = [
    { ...node, id: 'n1', changed: true },
    { ...node, id: 'n2', changed: false, alive: false, entries: null },
  ];
  const act = { action: 'timeout', node: 'n1' } as const;
  const next = [{ act, words: 'n1: timeout', told: 'n1 stands.', breaks: [], within: null, nodes }];
  const worker = itemAt(FakeWorker.made, -1);
  worker.onmessage({ data: { turn: worker.asked, next, drops: 3, looked: 0, over: false } });
  const row = await screen.findByRole('listitem');
  expect(within(row).getByText('n1 follower, t1, 2 entries')).toBeInTheDocument();
  expect(within(row).getByText('n2 down, t1')).toBeInTheDocument();
  expect(screen.getByText(/Each of the 3 messages in flight can also be dropped/)).toBeVisible();
});

// What can happen next does not answer a question that is open.
import { render, screen } from '@testing-library/svelte';
import { expect, test, vi } from 'vitest';
import { parseScenario } from '../../src/lib/scenario/parse';
import { raft } from '../../src/lib/scenario/systems/raft';
import { LessonSession } from '../../src/lib/ui/app/lesson/lesson.svelte';
import AheadView from '../../src/lib/ui/panels/ahead/AheadView.svelte';

vi.mock(import('../../src/lib/ui/panels/ahead/new-worker'), () => ({
  newWorker: () => ({ postMessage: () => {}, terminate: () => {} }) as unknown as Worker,
}));

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

import { expect, it } from 'vitest';
import { traceLine } from '../../../src/lib/explain/trace';
import { traceText } from '../../../src/lib/export/trace';
import { raft } from '../../../src/lib/scenario/systems/raft';
import { begin } from '../../../src/lib/sim/begin';
import { setupOf } from '../../paper/bench';

const run = [begin(raft, setupOf({ raft: { autoStart: true } }))];

it('is one line an event, in the emulation’s manner', () => {
  expect(traceText(run, (event) => traceLine(raft, event))).toBe(
    '[n1] Started as follower\n[n2] Started as follower\n[n3] Started as follower\n[main] StartElection -> n1\n',
  );
});

it('leaves out what is not traced, and breaks no line', () => {
  expect(traceText(run, () => null)).toBe('');
  expect(traceText(run, ({ actor }) => (actor === 'n1' ? 'a\r\nb' : null))).toBe('a b\n');
});

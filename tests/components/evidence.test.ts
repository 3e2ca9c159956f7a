import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { evidenceOf } from '../../src/lib/run/evidence';
import { operations } from '../../src/lib/sim/inspect';
import type { Operation } from '../../src/lib/kv/client';
import { LED, sessionOn } from './samples';

function evidenceIn(file: string, client: string) {
  const session = sessionOn(readFileSync(`static/examples/bugs/${file}.toml`, 'utf8'));
  session.last();
  const operation = operations(session.world).find((it) => it.client === client) as Operation;
  const evidence = evidenceOf(session.system, session.path, operation);
  session.dispose();
  const facts = evidence?.facts.map(({ step, text }) => `${step}: ${text}`);
  const stored = evidence?.stored.map(({ node, place, how }) => `${node}: ${how} at ${place}`);
  return { request: evidence?.request, facts, stored };
}

describe('the evidence of an operation', () => {
  test('is its messages, and the entry of the log that carries it', () => {
    expect(evidenceIn('local-reads', 'c1')).toEqual({
      request: 1,
      facts: [
        '0: request sent to n1 (message 1)',
        '1: request delivered to n1 (message 1)',
        '1: appended by n1 at index 1 (term 2)',
        '3: applied by n1 at index 1 (term 2)',
        '3: n1 replies ok (message 7)',
        '4: c1 is answered ok by n1 (message 7)',
      ],
      stored: ['n1: applied at index 1 (term 2)', 'n2: appended at index 1 (term 2)'],
    });
  });

  test('has no log entry if a node answered without its log', () => {
    expect(evidenceIn('local-reads', 'c2')).toEqual({
      request: 1,
      facts: [
        '5: request sent to n3 (message 8)',
        '6: request delivered to n3 (message 8)',
        '6: n3 replies key not found: a (message 9)',
        '7: c2 is answered key not found: a by n3 (message 9)',
      ],
      stored: [],
    });
  });

  test('includes a lost reply, and both entries of a retry that is done twice', () => {
    const { facts, stored } = evidenceIn('retry-runs-twice', 'c1');
    expect(facts).toContain('4: reply of n1 lost (message 7)');
    expect(facts).toContain('9: request sent again to n2 (message 13)');
    expect(stored).toEqual([
      'n1: applied at index 1 (term 1)',
      'n1: appended at index 2 (term 2)',
      'n2: applied at index 1 (term 1)',
      'n2: applied at index 2 (term 2)',
    ]);
  });

  test('in MultiPaxos is the slot, with the ballot where it was accepted', () => {
    const { facts, stored } = evidenceIn('multipaxos/apply-over-gap', 'c1');
    expect(facts).toContain('8: accepted by a1 at slot 1 (ballot 1.l1)');
    expect(facts).toContain('12: applied by l1 at slot 1');
    expect(stored).toContain('a3: accepted at slot 1 (ballot 1.l1)');
    expect(stored).toContain('r2: applied at slot 1');
  });

  test('numbers a client’s operations in order', () => {
    const session = sessionOn(LED);
    session.do({ action: 'request', client: 'c1', op: 'put', key: 'a', value: '1' });
    while (session.nextMessage) session.next();
    session.do({ action: 'request', client: 'c1', op: 'get', key: 'a' });
    const numbers = operations(session.world).map(
      (it) => evidenceOf(session.system, session.path, it)?.request,
    );
    expect(numbers).toEqual([1, 2]);
  });

  test('does not exist for an operation that the run does not know', () => {
    const session = sessionOn(LED);
    const unknown: Operation = { client: 'c1', op: 'get', key: 'a', call: 9 };
    expect(evidenceOf(session.system, session.path, unknown)).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { lacksIn } from '../../src/lib/explain/lacks';
import type { Subject } from '../../src/lib/protocol/lack';
import { raft } from '../../src/lib/scenario/systems/raft';
import type { RaftState } from '../../src/lib/systems/raft/state';
import type { World } from '../../src/lib/index';
import { runSchedule } from './schedules';
import { detailsOf } from '../systems';

/** The questions that must be answered in a world: every uncommitted entry, every waiting client, every candidate. */
function open(world: World): string[] {
  const nodes = Object.values(world.nodes) as RaftState[];
  return [
    ...nodes.flatMap(({ id, log, commitIndex }) =>
      log.slice(commitIndex).map((_, i) => `${id} ${commitIndex + i + 1}`),
    ),
    ...nodes.filter(({ alive, role }) => alive && role === 'candidate').map(({ id }) => id),
    ...Object.values(world.clients).flatMap(({ id, waiting }) => (waiting ? [id] : [])),
  ].sort();
}

function named(about: Subject): string | null {
  if (about.kind === 'entry') return `${about.node} ${about.index}`;
  if (about.kind === 'client') return about.client;
  return about.kind === 'lead' ? about.node : null;
}

it('everything that has not happened yet is answered, and nothing else, by existing rules', () => {
  const rules = new Set(raft.rules.map(({ id }) => id));
  const kinds = new Set<string>();
  for (let seed = 1; seed <= 15; seed++) {
    for (const { after } of runSchedule(seed, 100).moves) {
      const lacks = lacksIn(detailsOf(after.setup), after);
      const answered = new Set(lacks.flatMap(({ about }) => named(about) ?? []));
      expect([...answered].sort()).toEqual(open(after));
      lacks.forEach(({ about }) => kinds.add(about.kind));
      const odd = lacks.filter(
        ({ on, why, rule }) =>
          !/^[A-Za-z].*\.$/.test(why) ||
          on.some((id) => !(id in after.nodes) && !(id in after.clients)) ||
          (rule !== null && !rules.has(rule)),
      );
      expect(odd).toEqual([]);
    }
  }
  expect(kinds).toEqual(new Set(['entry', 'lead', 'vote', 'append', 'client']));
});

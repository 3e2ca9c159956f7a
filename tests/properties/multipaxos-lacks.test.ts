import { expect, it } from 'vitest';
import { lacksIn } from '../../src/lib/explain/lacks';
import { start, step, type World } from '../../src/lib/index';
import { compareBallots, type Ballot } from '../../src/lib/systems/multipaxos/ballot';
import { isAcceptor, isLeader, type Acceptor, type Leader } from '../../src/lib/systems/multipaxos/state';
import { multipaxos } from '../../src/lib/scenario/systems/multipaxos';
import type { Lack } from '../../src/lib/protocol/lack';
import type { Message } from '../../src/lib/protocol/message';
import type { Setup } from '../../src/lib/protocol/setup';
import { DEFAULT_SETUP } from '../../src/lib/scenario/defaults';
import { isHeld } from '../../src/lib/sim/network';
import { actionFor } from './schedule';
import { Dice } from './schedules';
import { detailsOf } from '../systems';

// Everything that has not happened yet in a MultiPaxos run is answered, and every sentence of every answer is checked
// against the world.

const RUNS = Number(process.env['LACKS_RUNS'] ?? 12);

function setupFrom(dice: Dice): Setup {
  const options = { numAcceptors: 1 + dice.below(5), numReplicas: 1 + dice.below(3), bugs: [] };
  return {
    ...{ ...DEFAULT_SETUP, system: 'multipaxos', numClients: 3, requestsPerClient: 4 },
    options: { ...DEFAULT_SETUP.options, multipaxos: options },
  };
}

/** A world, and the acceptors that were ever seen to accept something: by `slot ballot`. */
interface Seen {
  readonly world: World;
  readonly ever: ReadonlyMap<string, ReadonlySet<string>>;
}

type Fields = Omit<Acceptor, 'role' | 'alive'> & Omit<Leader, 'role' | 'alive'>;
type Node = { readonly alive: boolean; readonly role: string } & Partial<Fields>;

const nodeOf = ({ world }: Seen, id: string) => world.nodes[id] as unknown as Node;
const acceptorsOf = ({ nodes }: World) =>
  Object.values(nodes).filter((it) => isAcceptor(it as never)) as unknown as Acceptor[];
const leadersOf = ({ nodes }: World) =>
  Object.values(nodes).filter((it) => isLeader(it as never)) as unknown as Leader[];
const text = (ballot: Ballot | null | undefined) => (ballot ? `${ballot.round}.${ballot.leader}` : 'none');
const ballotOf = (written: string): Ballot => {
  const [round, leader = ''] = written.split('.');
  return { round: Number(round), leader };
};
const everyone = (ids: string) => ids.split(/, | and /);

function majority(world: World): number {
  return Math.floor(acceptorsOf(world).length / 2) + 1;
}

/** Whether a majority of the acceptors shows a slot accepted in one ballot, or a learner knows it. */
function isChosen(world: World, slot: number): boolean {
  const counts = new Map<string, number>();
  for (const { accepted } of acceptorsOf(world)) {
    const name = text(accepted[slot]?.ballot);
    if (accepted[slot]) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const learners = Object.values(world.nodes) as unknown as Node[];
  return (
    [...counts.values()].some((count) => count >= majority(world)) ||
    learners.some(({ chosen }) => chosen?.[slot] !== undefined)
  );
}

function received({ nodes, setup }: World, to: string, message: Message) {
  const outcome = multipaxos.receive(nodes[to] as never, message, setup);
  if ('refused' in outcome) throw new Error(outcome.refused);
  return outcome;
}

/** A node's answer to a message of this kind. */
function answers({ world }: Seen, to: string, from: string, fields: object): string {
  const message = { id: 0, sentAt: 0, from, to, ...fields } as unknown as Message;
  const [sent] = received(world, to, message).effects;
  return sent?.kind === 'send' ? sent.message.type : 'nothing';
}

const aboutSlot = ({ about }: Lack, { world }: Seen): number => {
  if (about.kind === 'entry') return about.index;
  if (about.kind !== 'client') return 0;
  const holder = leadersOf(world).find(({ inbox, unanswered }) =>
    [...inbox, ...(unanswered ? [unanswered] : [])].some(
      (it) => it.client === about.client && it.request === about.request,
    ),
  );
  const slot = holder?.unanswered?.slot ?? 0;
  return holder && !holder.proposals[slot] && slot > 0 ? holder.lastApplied + 1 : slot;
};

/** The claim of each sentence, and whether it is true. */
const CLAIMS: readonly (readonly [RegExp, (parts: string[], seen: Seen, lack: Lack) => boolean])[] = [
  [
    /^([\w, ]+) (?:knows|know) slot (\d+), and (?:is|are) cut off from (\S+) by the partition\.$/,
    ([ids, , id], { world }) => everyone(ids!).every((it) => isHeld(world, { from: id!, to: it })),
  ],
  [
    /^Slot (\d+) is accepted by (\d+) of (\d+) acceptors? in ballot (\S+); it needs (\d+)\.$/,
    ([slot, n, of, ballot, needed], { world, ever }) => {
      const now = acceptorsOf(world).filter(
        (it) => text(it.accepted[Number(slot)]?.ballot) === ballot,
      ).length;
      const all = ever.get(`${slot} ${ballot}`)?.size ?? 0;
      const counted = now <= Number(n) && Number(n) <= all && Number(n) < Number(needed);
      return counted && Number(of) === acceptorsOf(world).length && Number(needed) === majority(world);
    },
  ],
  [
    /^Slot (\d+) is chosen: it is accepted by (\d+) of \d+ acceptors? in ballot (\S+)\. (\S+) knows of (\d+) of them and needs (\d+)\.$/,
    ([slot, n, ballot, id, heard, needed], seen) =>
      (seen.ever.get(`${slot} ${ballot}`)?.size ?? 0) >= Number(n) &&
      Number(n) >= Number(needed) &&
      nodeOf(seen, id!).proposals?.[Number(slot)]?.acceptedBy.length === Number(heard) &&
      Number(heard) < Number(needed),
  ],
  [
    /^.+ is already chosen for slot (\d+), in another ballot than \S+: nothing else can be\.$/,
    ([slot], { world }) => isChosen(world, Number(slot)),
  ],
  [
    /^([\w, ]+) (?:has|have) accepted it; (\S+) does not know this yet\.$/,
    ([ids, id], seen, lack) => {
      const slot = aboutSlot(lack, seen);
      const { ballot, proposals } = nodeOf(seen, id!);
      const ever = seen.ever.get(`${slot} ${text(ballot)}`);
      return everyone(ids!).every((it) => ever?.has(it) && !proposals?.[slot]?.acceptedBy.includes(it));
    },
  ],
  [
    /^(\S+) has promised ballot (\S+), which is higher than (\S+)\.$/,
    ([id, promised, ballot], seen) => {
      const own = ballotOf(ballot!);
      const command = { op: 'noop' };
      return (
        text(nodeOf(seen, id!).promised) === promised &&
        compareBallots(ballotOf(promised!), own) > 0 &&
        answers(seen, id!, own.leader, { type: 'Prepare', ballot: own }) === 'PrepareRejected' &&
        answers(seen, id!, own.leader, { type: 'Accept', slot: 1, ballot: own, command }) === 'AcceptRejected'
      );
    },
  ],
  [
    /^Accept for slot (\d+) is in flight to ([\w, ]+)\.$/,
    ([slot, ids], { world }, lack) =>
      everyone(ids!).every((to) =>
        world.network.inFlight.some((it) => {
          const sent = it as Message & { readonly slot?: number };
          const named = lack.about.kind === 'entry' ? lack.about.node : it.from;
          return it.type === 'Accept' && sent.slot === Number(slot) && it.to === to && it.from === named;
        }),
      ),
  ],
  [
    /^Prepare is in flight to ([\w, ]+)\.$/,
    ([ids], { world }) =>
      everyone(ids!).every((to) =>
        world.network.inFlight.some((it) => it.type === 'Prepare' && it.to === to),
      ),
  ],
  [
    /^Neither (Prepare|Accept for slot \d+) to ([\w, ]+) nor an answer is in flight: (\S+) resends it when its retry timer fires\.$/,
    ([what, ids, id], { world }) => {
      const [type, slot] = what!.split(' for slot ');
      const isIt = (it: Message) =>
        it.type === type && it.from === id && (!slot || (it as { slot?: number }).slot === Number(slot));
      const fired = step(world, { action: 'heartbeat', node: id! });
      const answered = type === 'Prepare' ? 'Promise' : 'Accepted';
      const { round } = nodeOf({ world, ever: new Map() }, id!).ballot!;
      return everyone(ids!).every(
        (to) =>
          !world.network.inFlight.some(
            (it) =>
              it.from === to &&
              it.to === id &&
              it.type === answered &&
              (it as unknown as { ballot: Ballot }).ballot.round === round &&
              (!slot || (it as { slot?: number }).slot === Number(slot)),
          ) &&
          fired.ok &&
          fired.world.network.inFlight
            .slice(world.network.inFlight.length)
            .some((it) => isIt(it) && it.to === to),
      );
    },
  ],
  [/^([\w, ]+) (?:is|are) down\.$/, ([ids], seen) => everyone(ids!).every((id) => !nodeOf(seen, id).alive)],
  [
    /^([\w, ]+) (?:is|are) cut off from (\S+) by the partition\.$/,
    ([ids, id], { world }) => everyone(ids!).every((it) => isHeld(world, { from: id!, to: it })),
  ],
  [
    /^(\S+) (?:reaches|has an answer from, or reaches,) (\d+) of \d+ acceptors?, and a quorum is (\d+): it waits until (?:one|\d+) more (?:is|are) back\.$/,
    ([id, n, quorum], { world }) => {
      const here = acceptorsOf(world).filter((it) => it.alive && !isHeld(world, { from: id!, to: it.id }));
      return here.length <= Number(n) && Number(n) < Number(quorum);
    },
  ],
  [
    /^Once (\S+) hears of a refusal it gives up ballot (\S+); its timeout then starts a higher one\.$/,
    ([id, ballot], { world }) => {
      const from = acceptorsOf(world)[0]!.id;
      const highest = { round: ballotOf(ballot!).round + 1, leader: 'l1' };
      const refusal = { id: 0, sentAt: 0, from, to: id!, type: 'PrepareRejected', highest } as Message;
      return received(world, id!, refusal).node.role === 'idle';
    },
  ],
  [
    /^(\S+) has the promises of (\d+) of \d+ acceptors? for ballot (\S+); it needs (\d+)\.$/,
    ([id, n, ballot, needed], seen) => {
      const { role, promises, ballot: own } = nodeOf(seen, id!);
      const counted = promises?.length === Number(n) && Number(n) < Number(needed);
      return role === 'preparing' && counted && text(own) === ballot;
    },
  ],
  [
    /^([\w, ]+) (?:has|have) promised it; (\S+) does not know this yet\.$/,
    ([ids, id], seen) =>
      everyone(ids!).every((it) => {
        const own = text(nodeOf(seen, id!).ballot);
        const told = seen.world.network.inFlight.some(
          ({ type, from, ...rest }) =>
            type === 'Promise' && from === it && text((rest as unknown as { ballot: Ballot }).ballot) === own,
        );
        return told || text(nodeOf(seen, it).promised) === own;
      }),
  ],
  [
    /^(\S+) gave up ballot (\S+): it was refused for a higher one(?:, \S+’s)?\.$/,
    ([id, ballot], seen) => text(nodeOf(seen, id!).ballot) === ballot && nodeOf(seen, id!).role === 'idle',
  ],
  [
    /^(\S+) leads ballot (\S+)\.$/,
    ([id, ballot], seen) => text(nodeOf(seen, id!).ballot) === ballot && nodeOf(seen, id!).role === 'leading',
  ],
  [
    /^(\S+) is idle: it prepares ballot (\S+) when its timeout fires\.$/,
    ([id, ballot], { world }) => {
      const fired = step(world, { action: 'timeout', node: id! });
      return fired.ok && text((fired.world.nodes[id!] as unknown as Leader).ballot) === ballot;
    },
  ],
  [
    /^(\S+) leads ballot (\S+), and none of its promises reported slot (\d+): it proposes something there once requests have filled the slots before it\.$/,
    ([id, , slot], seen) => {
      const { role, chosen = {}, proposals = {} } = nodeOf(seen, id!);
      const known = Math.max(0, ...Object.keys({ ...chosen, ...proposals }).map(Number));
      return role === 'leading' && known < Number(slot);
    },
  ],
  [
    /^(\S+) prepares ballot (\S+): if a promise that it counts reports slot (\d+), it must propose that command again\.$/,
    ([id], seen) => nodeOf(seen, id!).role === 'preparing',
  ],
  [
    /^Nobody proposes it: a leader has to start a ballot higher than (\S+) and propose again what its promises report\.$/,
    (_, { world }) => leadersOf(world).every(({ alive, role }) => !alive || role !== 'leading'),
  ],
  [
    /^(\S+) has proposed the request for slot (\d+) and answers once it has applied it\.$/,
    ([id, slot], seen) => nodeOf(seen, id!).unanswered?.slot === Number(slot),
  ],
  [
    /^Slot (\d+) is chosen; (\S+) applies slots in order, and slot (\d+) comes first\.$/,
    ([slot, id, next], seen) => {
      const { chosen, lastApplied } = nodeOf(seen, id!);
      return chosen?.[Number(slot)] !== undefined && lastApplied === Number(next) - 1 && next !== slot;
    },
  ],
  [
    /^The request waits at (\S+), which is preparing ballot (\S+) and takes requests only once it leads\.$/,
    ([id], seen) => nodeOf(seen, id!).role === 'preparing',
  ],
  [
    /^The request waits at (\S+), which takes one request at a time: (\S+)’s, for slot (\d+), is not answered yet\.$/,
    ([id, client, slot], seen) => {
      const { unanswered } = nodeOf(seen, id!);
      return unanswered?.client === client && unanswered?.slot === Number(slot);
    },
  ],
  [
    /^(\S+) knows slot (\d+) but applies slots in order, and it does not know slot (\d+) yet\.$/,
    ([id, slot, next], seen) => {
      const { chosen } = nodeOf(seen, id!);
      return chosen?.[Number(slot)] !== undefined && chosen[Number(next)] === undefined;
    },
  ],
  [/^(\S+) is down: it has lost what it had learnt, and .+\.$/, ([id], seen) => !nodeOf(seen, id!).alive],
  [/^Slot (\d+) is not chosen\.$/, ([slot], { world }) => !isChosen(world, Number(slot))],
  [
    /^(\S+) .+: commits go to replicas, and a leader learns slot (\d+) when a quorum accepts it in its own ballot\.$/,
    ([id, slot], seen) => nodeOf(seen, id!).chosen?.[Number(slot)] === undefined,
  ],
  [
    /^([\w, ]+) (?:knows|know) slot (\d+); (\S+) does not know it yet, and (?:it asks when its retry timer fires|Commit is in flight to it)\.$/,
    ([ids, slot, id], seen) =>
      everyone(ids!).every((it) => {
        const fields = { type: 'CatchUp', slot: Number(slot) };
        return answers(seen, it, id!, fields) === 'Commit';
      }) && nodeOf(seen, id!).chosen?.[Number(slot)] === undefined,
  ],
  [
    /^A quorum of acceptors has accepted slot (\d+), but no other node that is up knows this: .+\.$/,
    ([slot], { world }) => isChosen(world, Number(slot)),
  ],
  [
    /^(?:The request is in flight|The answer from|Neither the request)/,
    (_, { world }, { about }) => about.kind === 'client' && world.clients[about.client]?.waiting === true,
  ],
];

function note(world: World, ever: Map<string, Set<string>>): void {
  for (const { id, accepted } of acceptorsOf(world)) {
    for (const [slot, { ballot }] of Object.entries(accepted)) {
      const name = `${slot} ${text(ballot)}`;
      ever.set(name, new Set([...(ever.get(name) ?? []), id]));
    }
  }
}

const RARE =
  /none of its promises reported|comes first|is not chosen|Nobody proposes|applies slots in order, and/;

/** The questions that must be answered in a world: waiting clients, slots not chosen, leaders that do not lead. */
function open(world: World): string[] {
  const leading = leadersOf(world).filter(({ alive, role }) => alive && role === 'leading');
  const slots = [
    ...acceptorsOf(world).flatMap(({ accepted }) => Object.keys(accepted)),
    ...leading.flatMap(({ proposals }) => Object.keys(proposals)),
  ];
  return [
    ...Object.values(world.clients).flatMap(({ id, waiting }) =>
      waiting ? [`Why does ${id} have no answer`] : [],
    ),
    ...slots.filter((slot) => !isChosen(world, Number(slot))).map((slot) => `Why is slot ${slot} not chosen`),
    ...leadersOf(world).flatMap(({ id, alive, role }) =>
      alive && role !== 'leading' ? [`Why does ${id} not lead?`] : [],
    ),
    ...Object.values(world.nodes).flatMap((node) => {
      const { id, chosen, lastApplied = 0 } = node as unknown as Partial<Leader> & { readonly id: string };
      const gap = Object.keys(chosen ?? {}).filter((slot) => Number(slot) > lastApplied);
      return gap.map((slot) => `Why has ${id} not applied slot ${slot}?`);
    }),
  ];
}

it('everything that has not happened yet is answered, and every sentence of the answer is true', () => {
  const rules = new Set(multipaxos.rules.map(({ id }) => id));
  const made = new Set<number>();
  for (let seed = 1; seed <= RUNS; seed++) {
    const dice = new Dice(seed);
    let world = start({ setup: setupFrom(dice), steps: [] });
    const ever = new Map<string, Set<string>>();
    for (let i = 0; i < 120; i++) {
      const result = step(world, actionFor(world, { kind: dice.below(100), which: dice.below(9999) }));
      if (!result.ok) continue;
      world = result.world;
      note(world, ever);
      const lacks = lacksIn(detailsOf(world.setup), world);
      const asked = new Set(
        lacks.map(({ question }) =>
          question.replace(/ in ballot .*|(?<=chosen)\?$| to (?:put|get|delete) .*/, ''),
        ),
      );
      expect(
        open(world).filter((question) => !asked.has(question)),
        `seed ${seed}, step ${world.step}`,
      ).toEqual([]);
      for (const lack of lacks) {
        const at = CLAIMS.findIndex(([pattern]) => pattern.test(lack.why));
        const [pattern, holds] = CLAIMS[at] ?? [/^$/, () => false];
        const parts = [...(pattern.exec(lack.why) ?? [])].slice(1);
        const told = `seed ${seed}, step ${world.step}: ${lack.question} ${lack.why}`;
        if (!holds(parts, { world, ever }, lack)) expect.fail(told);
        if (lack.rule !== null) expect(rules).toContain(lack.rule);
        expect(lack.on.filter((id) => !(id in world.nodes) && !(id in world.clients))).toEqual([]);
        made.add(at);
      }
    }
  }
  // Every claim was made, except those of rare worlds, which tests/golden/multipaxos-lacks.txt has.
  const missing = CLAIMS.flatMap(([pattern], i) =>
    made.has(i) || RARE.test(pattern.source) ? [] : [pattern.source],
  );
  expect(missing).toEqual([]);
});

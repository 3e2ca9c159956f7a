import { observe } from '../checks/safety';
import type { CheckState } from '../checks/violation';
import type { ProtocolEvent } from '../protocol/event';
import type { Message } from '../protocol/message';
import type { System } from '../run/system';
import { act, type Act } from '../sim/act';
import { enabledIn } from '../sim/enabled';
import type { World } from '../sim/world';
import { contentOf } from './local';
import type { Moves } from './moves';
import type { ExploreOptions } from './options';
import { Search } from './search';

/** The faults that may happen on the way, beside deliveries. */
const OPTIONS: ExploreOptions = {
  goal: { violation: 'any' },
  acts: { timeout: 1, heartbeat: 1, crash: 1, restart: 1 },
  reduce: true,
};

/** The most worlds to look at, so that a world with many messages in flight does not take all the time. */
const MOST_STATES = 20_000;

/** Where one act leads. */
export interface Outlook {
  readonly act: Act;
  /** The message of the act; null: it has none. */
  readonly message: Message | null;
  /** The world that it leads to. */
  readonly world: World;
  readonly events: readonly ProtocolEvent[];
  /** The promises that the act itself breaks. */
  readonly breaks: readonly string[];
  /** The fewest further acts after which a promise can be broken; null: none was found. 0: it is broken at once. */
  readonly within: number | null;
  /** Runs of up to this many further acts were searched. */
  readonly looked: number;
}

/**
 * The possible acts in a world, except those without effect; repeated for each further act of depth.
 *
 * @param known what the checks know there
 * @param deepest how many further acts are searched in the end
 */
export function* lookAhead(
  system: System,
  world: World,
  known: CheckState,
  deepest: number,
): Generator<readonly Outlook[]> {
  let moves: Moves | undefined;
  const all = distinct(system, world).map((one) => {
    const after = act(system, world, one.act);
    const checks = observe(system.checks, known, world, after.world);
    const found = checks.violations.slice(known.violations.length).map(({ invariant }) => invariant);
    const outlook: Outlook = {
      ...one,
      world: after.world,
      events: after.events,
      breaks: [...new Set(found)],
      within: found.length > 0 ? 0 : null,
      looked: 0,
    };
    return { outlook, after: after.world, checks, search: null as Search | null };
  });
  yield all.map(({ outlook }) => outlook);
  for (let depth = 1; depth <= deepest; depth++) {
    for (const one of all) {
      if (one.outlook.within !== null) continue;
      const search = (one.search ??= new Search(
        system,
        [one.after],
        { ...OPTIONS, depth },
        moves,
        one.checks,
      ));
      moves ??= search.moves;
      search.resume({ depth, states: MOST_STATES });
      while (search.ended === null) search.run(256);
      const within = search.found < 0 ? null : search.pathTo(search.found).length;
      const over = search.ended === 'states';
      one.outlook = { ...one.outlook, within, looked: over ? one.outlook.looked : depth };
    }
    yield all.map(({ outlook }) => outlook);
  }
}

/**
 * The acts that can be done, the first of equal messages only, and then a new request of each idle client. A drop is left out,
 * because it has the effect of never delivering.
 */
function distinct(system: System, world: World) {
  const met = new Set<string>();
  return [...enabledIn(system, world), ...newRequests(world)].flatMap((one) => {
    if (one.action === 'drop') return [];
    const message = 'id' in one ? (world.network.inFlight.find(({ id }) => id === one.id) ?? null) : null;
    const key = JSON.stringify(message ? [one.action, contentOf(message)] : one);
    if (met.has(key)) return [];
    met.add(key);
    return [{ act: one, message }];
  });
}

/** A put of each client that waits for nothing. Any other request leads to worlds of the same kind. */
function newRequests({ clients, setup }: World): Act[] {
  const key = setup.keys[0] ?? 'a';
  return Object.values(clients).flatMap(({ id, waiting }): Act[] =>
    waiting ? [] : [{ action: 'request', client: id, op: 'put', key, value: '1' }],
  );
}

/** A few bits of what `inspect` shows of a world, to check in a link that a replay is the same run. */
import type { World } from '../sim/world';
import { inspect } from '../scenario/run';

/** The fields of nodes at the time of writing. Fields added later are ignored, so that old links stay valid. */
const NODE_FIELDS = [
  ...['id', 'role', 'alive', 'currentTerm', 'votedFor', 'log', 'commitIndex', 'lastApplied', 'store'],
  ...['nextIndex', 'matchIndex', 'promised', 'accepted', 'round', 'ballot', 'promises', 'proposals'],
  ...['commits', 'chosen', 'value'],
];

/** The most worlds of a run with a digest in its link. */
const MOST_DIGESTS = 200;

/** The distance between two digests, in acts, for a run of this length. */
export const strideOf = (acts: number) => Math.max(1, Math.ceil(acts / MOST_DIGESTS));

/**
 * Two hexadecimal digits for the worlds after every `strideOf`th act, and eight for those at the end.
 *
 * @param run the world after each act (of a pair: both worlds), beginning with the start
 */
export function digestsOf(run: readonly (readonly World[])[]): string[] {
  const acts = run.length - 1;
  const stride = strideOf(acts);
  const along = run.slice(1, -1).filter((_, i) => (i + 1) % stride === 0);
  return [...along.map((worlds) => digest(worlds).slice(-2)), ...run.slice(-1).map(digest)];
}

/** FNV-1a, 32 bits (Fowler, Noll, Vo), of the worlds as text: eight hexadecimal digits. */
function digest(worlds: readonly World[]): string {
  const text = worlds.map(textOf).join('');
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}

function textOf(world: World): string {
  const { nodes, messages, clients } = inspect(world);
  const shown = nodes.map((node) => {
    const fields: Readonly<Record<string, unknown>> = { ...node };
    return NODE_FIELDS.map((name) => sorted(fields[name]) ?? null);
  });
  const inFlight = messages.map(({ type, from, to, held }) => [type, from, to, held]);
  const told = clients.map(({ id, waiting, replies }) => [id, waiting, replies.map(({ result }) => result)]);
  return JSON.stringify([shown, inFlight, told]);
}

/** The same value with the keys of its tables sorted, so that their order does not matter. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => [key, sorted(item)]);
}

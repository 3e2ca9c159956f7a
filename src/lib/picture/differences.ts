import { itemAt } from '../protocol/known';
import type { Operation } from '../kv/client';
import { labelText } from '../protocol/label';
import { commandText } from '../kv/text';
import type { Message } from '../protocol/message';
import type { Cell, Portrait } from '../protocol/portrait';
import type { Description } from '../protocol/description';
import type { NodeState } from '../protocol/protocol';
import type { Timer, World } from '../sim/world';
import { label } from './message-label';
import { fieldsOf } from './changes';
import { rawDifferences, type Difference } from './json';

/** The differences in one part of two worlds: a node, a client, the messages in flight. Never empty. */
interface Part {
  readonly title: string;
  readonly lines: readonly Difference[];
}

/** Stands for a missing value. */
const NOTHING = '–';

/**
 * All differences between two worlds of one scenario, by part. Differences that a part has words for are told in these;
 * all others are told as JSON, so that nothing is left out.
 */
export function differencesBetween(system: Description, a: World, b: World): readonly Part[] {
  const { nodes: _n, clients: _c, timers: _t, network: networkA, ...restA } = a;
  const { nodes: _m, clients: _d, timers: _u, network: networkB, ...restB } = b;
  const { inFlight: flyingA, groups: groupsA, ...countA } = networkA;
  const { inFlight: flyingB, groups: groupsB, ...countB } = networkB;
  const parts: Part[] = [
    ...both(a.nodes, b.nodes).map((id) => ({
      title: id,
      lines: nodeDifferences(system, a.nodes[id], b.nodes[id]),
    })),
    { title: 'Messages in flight', lines: messageDifferences(system, flyingA, flyingB) },
    ...both(a.clients, b.clients).map((id) => ({
      title: id,
      lines: told(a.clients[id], b.clients[id], 'client', [
        ...each(a.clients[id]?.history, b.clients[id]?.history, 'history', operationText),
      ]),
    })),
    { title: 'Timers', lines: told(a.timers, b.timers, '', timerLines(a.timers, b.timers)) },
    {
      title: 'The network',
      lines: [
        ...told(groupsA, groupsB, 'partition', line('partition', groupsText(groupsA), groupsText(groupsB))),
        ...rawDifferences('', countA, countB),
      ],
    },
    { title: 'The run', lines: rawDifferences('', restA, restB) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

const both = (a: object, b: object): readonly string[] => [
  ...new Set([...Object.keys(a), ...Object.keys(b)]),
];

function line(what: string, before = NOTHING, after = NOTHING): readonly Difference[] {
  return before === after ? [] : [{ what, before, after }];
}

/** The lines in words, and for other differences those JSON lines that no line in words covers. */
function told(a: unknown, b: unknown, name: string, lines: readonly Difference[]): readonly Difference[] {
  const spokenOf = ({ what }: Difference) =>
    lines.some((it) => what === it.what || what.startsWith(`${it.what}[`));
  return [...lines, ...rawDifferences(name === 'client' ? '' : name, a, b).filter((raw) => !spokenOf(raw))];
}

function nodeDifferences(system: Description, a?: NodeState, b?: NodeState): readonly Difference[] {
  if (a === b) return [];
  const [before, after] = [a && system.portrait(a), b && system.portrait(b)];
  const values = (portrait?: Portrait) =>
    new Map(portrait && fieldsOf(portrait).map(({ name, value }) => [name, value]));
  const [old, now] = [values(before), values(after)];
  const fields = [...new Set([...now.keys(), ...old.keys()])].flatMap((name) =>
    line(name, old.get(name), now.get(name)),
  );
  const name = after?.row?.name ?? before?.row?.name ?? '';
  return told(a, b, '', [...fields, ...cellLines(name, before?.row?.cells, after?.row?.cells)]);
}

function cellLines(name: string, a: readonly Cell[] = [], b: readonly Cell[] = []): readonly Difference[] {
  const text = ({ mark, text: of, settled, applied }: Cell) =>
    [`${mark} ${of}`, settled && 'settled', applied && 'applied'].filter(Boolean).join(', ');
  const [old, now] = [a, b].map((cells) => new Map(cells.map((cell) => [cell.index, text(cell)])));
  const indices = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort((x, y) => x - y);
  return indices.flatMap((index) => line(`${name}[${index}]`, old?.get(index), now?.get(index)));
}

/**
 * Two messages with the same content and the same ends, each only in one of the worlds, count as one message sent at
 * another time.
 */
function messageDifferences(
  system: Description,
  a: readonly Message[],
  b: readonly Message[],
): readonly Difference[] {
  const same = (x: Message, y: Message) => x === y || identity(x) === identity(y);
  const [idsA, idsB] = [a, b].map((list) => new Map(list.map((message) => [message.id, message])));
  const gone = a.filter((message) => !same(message, idsB?.get(message.id) ?? NO_MESSAGE));
  const left = b.filter((message) => !same(message, idsA?.get(message.id) ?? NO_MESSAGE));
  const lines = gone.flatMap((message) => {
    const at = left.findIndex((other) => content(other) === content(message));
    const [other] = at < 0 ? [] : left.splice(at, 1);
    return line(way(system, message), sending(message), other && sending(other));
  });
  return [...lines, ...left.flatMap((message) => line(way(system, message), undefined, sending(message)))];
}

const NO_MESSAGE: Message = { id: 0, from: '', to: '', type: '', sentAt: 0 };

const identity = (message: Message) => `${message.id} ${message.sentAt} ${content(message)}`;

function content({ id: _id, sentAt: _sentAt, ...said }: Message): string {
  return JSON.stringify(Object.entries(said).sort(([x], [y]) => (x < y ? -1 : 1)));
}

const way = (system: Description, message: Message) =>
  `${message.from} → ${message.to} ${message.type}: ${labelText(label(system, message))}`;
const sending = ({ id, sentAt }: Message) => `message ${id}, sent at ${sentAt} ms`;

function each<Item>(
  a: readonly Item[] = [],
  b: readonly Item[] = [],
  name: string,
  text: (item: Item) => string,
): readonly Difference[] {
  const told = (list: readonly Item[], i: number) => (i < list.length ? text(itemAt(list, i)) : undefined);
  return Array.from({ length: Math.max(a.length, b.length) }, (_, i) => i).flatMap((i) =>
    line(`${name}[${i + 1}]`, told(a, i), told(b, i)),
  );
}

const operationText = (operation: Operation) =>
  `${commandText(operation)} → ${operation.result ?? 'no answer'}`;

function timerLines(a: World['timers'], b: World['timers']): readonly Difference[] {
  const text = (timer?: Timer) => timer && `${timer.kind}, due at ${timer.due} ms, set at ${timer.setAt} ms`;
  return both(a, b).flatMap((id) => line(id, text(a[id]), text(b[id])));
}

function groupsText(groups: World['network']['groups']): string {
  return groups === null ? 'whole' : groups.map((group) => group.join(' ')).join(' | ');
}

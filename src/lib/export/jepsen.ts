import type { Operation } from '../kv/client';
import { CONSENSUS_FAILED, NOT_LEADER } from '../kv/command';

/** One line of the history, before it is sorted. */
interface Entry {
  /** The run's counter of calls and answers. */
  readonly time: number;
  readonly type: 'invoke' | 'ok' | 'fail' | 'info';
  readonly process: number;
  readonly operation: Operation;
}

/**
 * What the clients did and saw as a history of Jepsen's (https://github.com/jepsen-io/jepsen, `jepsen.history`), in EDN, one operation a line:
 * `:f` is `:put`, `:get` or `:delete`, `:value` the key and the value as `jepsen.independent` has them, `:time` the run's own counter.
 *
 * What certainly did not change the store is `:fail`; what may have happened, `:info`. As in Jepsen a process that does not know the outcome is
 * gone: its client goes on as another.
 *
 * @param operations by time of call.
 * @param clients the ids of all clients, in order.
 */
export function jepsenHistory(operations: readonly Operation[], clients: readonly string[]): string {
  const entries = clients
    .flatMap((client, i) =>
      ofClient(
        operations.filter((one) => one.client === client),
        i,
        clients.length,
      ),
    )
    .sort((a, b) => a.time - b.time);
  return entries.map((entry, index) => `${line(entry, index)}\n`).join('');
}

function ofClient(operations: readonly Operation[], first: number, step: number): Entry[] {
  let process = first;
  return operations.flatMap((operation, i) => {
    const type = outcome(operation);
    const of = { process, operation };
    const invoke: Entry = { time: operation.call, type: 'invoke', ...of };
    if (type === 'info') process += step;
    if (operation.return !== undefined) return [invoke, { time: operation.return, type, ...of }];
    // The client gave the operation up when it went on; its last operation is still in progress.
    const next = operations[i + 1];
    return next ? [invoke, { time: next.call - 0.5, type, ...of }] : [invoke];
  });
}

function outcome({ op, return: at, ok, result }: Operation): 'ok' | 'fail' | 'info' {
  if (at === undefined || result === CONSENSUS_FAILED.result || result === NOT_LEADER.result) return 'info';
  // A get that found nothing has read that there is nothing.
  return ok || op === 'get' ? 'ok' : 'fail';
}

function line({ time, type, process, operation }: Entry, index: number): string {
  const { op, key, value, ok, result } = operation;
  const known = op === 'get' ? (type === 'ok' && ok ? result : undefined) : value;
  const told = type === 'fail' || (type === 'info' && result !== undefined);
  const fields = [
    `:index ${index}`,
    `:time ${Math.ceil(time)}`,
    `:type :${type}`,
    `:process ${process}`,
    `:f :${op}`,
    `:value [${edn(key)} ${known === undefined ? 'nil' : edn(known)}]`,
    ...(told ? [`:error ${edn(result ?? '')}`] : []),
  ];
  return `{${fields.join(', ')}}`;
}

/** A string in EDN, which has these escapes. */
const edn = (text: string) =>
  `"${text
    .replace(/["\\]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')
    .replaceAll('\t', '\\t')
    .replaceAll('\r', '\\r')}"`;

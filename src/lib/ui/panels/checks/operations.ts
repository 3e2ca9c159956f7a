import { required } from '$lib/protocol/known';
import type { Operation } from '../../../kv/client';

/** An operation as a bar: its client's row, and its ends in ticks of the run's counter. */
export interface Bar {
  readonly operation: Operation;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** The start of the same client's next bar; Infinity for its last. */
  readonly next: number;
  /** The end is open: there was no answer, or one that leaves the outcome unknown. */
  readonly open: boolean;
}

interface OperationChart {
  readonly clients: readonly string[];
  readonly bars: readonly Bar[];
  readonly least: number;
  readonly most: number;
}

const UNKNOWN = new Set(['consensus failed', 'not leader']);

/**
 * The operations as bars over time, one row for each client. Operations that overlap in time may have happened in either
 * order.
 */
export function chartOf(operations: readonly Operation[]): OperationChart {
  const clients = [...new Set(operations.map(({ client }) => client))].sort();
  const least = Math.min(...operations.map(({ call }) => call));
  const most = Math.max(...operations.map(({ call, return: end }) => end ?? call), 0) + 1;
  const bars = operations.map((operation, i) => {
    const open = operation.return === undefined || UNKNOWN.has(operation.result ?? '');
    const to = open ? most : required(operation.return, 'the time of the answer');
    const later = operations.slice(i + 1).find(({ client }) => client === operation.client);
    const next = later?.call ?? Infinity;
    return { operation, row: clients.indexOf(operation.client), from: operation.call, to, next, open };
  });
  return { clients, bars, least, most };
}

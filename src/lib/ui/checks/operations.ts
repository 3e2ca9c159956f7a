import type { Operation } from '../../kv/client';

/** One operation as a bar: its client's row, and where it begins and ends, in ticks of the run's counter. */
export interface Bar {
  readonly operation: Operation;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** No answer came, or one that leaves the outcome unknown: the end is open. */
  readonly open: boolean;
}

export interface OperationChart {
  readonly clients: readonly string[];
  readonly bars: readonly Bar[];
  readonly least: number;
  readonly most: number;
}

const UNKNOWN = new Set(['consensus failed', 'not leader']);

/** The operations as bars over time, a row a client; those that overlap in time could have happened in either order. */
export function chartOf(operations: readonly Operation[]): OperationChart {
  const clients = [...new Set(operations.map(({ client }) => client))].sort();
  const least = Math.min(...operations.map(({ call }) => call), 0);
  const most = Math.max(...operations.map(({ call, return: end }) => end ?? call), 0) + 1;
  const bars = operations.map((operation) => {
    const open = operation.return === undefined || UNKNOWN.has(operation.result ?? '');
    const to = open ? most : (operation.return as number);
    return { operation, row: clients.indexOf(operation.client), from: operation.call, to, open };
  });
  return { clients, bars, least, most };
}

import { itemAt, required } from '$lib/protocol/known';
import type { Asked, Chart, ChartTransition, Passage } from '../../../protocol/chart';

/** A row of the table that the machine tried: it called its guard, or took the row because it has none. */
export interface Considered {
  readonly row: ChartTransition;
  readonly asked: Asked | null;
  readonly taken: boolean;
}

/** The rows that a passage tried, in order. */
export function consideredIn(chart: Chart, { taken, asked }: Passage): readonly Considered[] {
  const rowOf = (id: string) =>
    required(
      chart.transitions.find((row) => row.id === id),
      'the row',
    );
  const considered: Considered[] = [];
  let next = 0;
  const askUpTo = (end: number) => {
    for (; next < end; next++) {
      const ask = itemAt(asked, next);
      considered.push({ row: rowOf(ask.transition), asked: ask, taken: ask.holds });
    }
  };
  for (const id of taken) {
    const row = rowOf(id);
    const rivals = asked.map(({ transition }, i) => {
      const { from, event } = rowOf(transition);
      return i >= next && from === row.from && event === row.event ? i : -1;
    });
    askUpTo(Math.max(...rivals, -1) + 1);
    if (row.guard === null) considered.push({ row, asked: null, taken: true });
  }
  askUpTo(asked.length);
  return considered;
}

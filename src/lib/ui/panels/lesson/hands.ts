/** Peer instruction: how many hands go up for each choice, before the room has discussed it and after. */
export interface Hands {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** A person has counted. */
  set(round: 'before' | 'after', choice: number, count: number): void;
}

/** How wide a bar is, in percent of the most hands of either round. */
export function share({ before, after }: Hands, round: 'before' | 'after', choice: number): number {
  const most = Math.max(1, ...before, ...after);
  return Math.round(((round === 'before' ? before : after)[choice] ?? 0) * (100 / most));
}

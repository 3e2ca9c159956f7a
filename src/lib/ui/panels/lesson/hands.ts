/** Peer instruction: how many hands are raised for each choice, before the discussion and after. */
export interface Hands {
  readonly before: readonly number[];
  readonly after: readonly number[];
  /** Records a count. */
  set(round: 'before' | 'after', choice: number, count: number): void;
}

/** The width of a bar, in percent of the largest count of both rounds. */
export function share({ before, after }: Hands, round: 'before' | 'after', choice: number): number {
  const most = Math.max(1, ...before, ...after);
  return Math.round(((round === 'before' ? before : after)[choice] ?? 0) * (100 / most));
}

import { itemAt, required } from '../protocol/known';
import type { Operation } from '../kv/client';
import { isAnswered, shown, type Model } from './model';

/** An operation as the search sees it. `return` is Infinity if the outcome is unknown. */
export interface Task {
  readonly original: Operation;
  /** The operation as the model sees it: without the answer if the outcome is unknown. */
  readonly shown: Operation;
  readonly call: number;
  readonly return: number;
  /** Whether it never changes the state. */
  readonly reads: boolean;
  readonly effect: string | null;
  placed: boolean;
}

/** The answered operations that can come next, and which ones are placed. */
export interface Outlook {
  /** Operations that must not wait for an unplaced one: none of those returned before their call. */
  readonly next: Task[];
  /** The earliest return of an unplaced operation; Infinity: all are placed. */
  readonly deadline: number;
  /** The operation with that return. */
  readonly urgent: Task | null;
  /** A key for the set of placed operations: the first unplaced one, and the placed ones after it. */
  readonly placed: string;
}

/** An order under construction: operations are added at its end and removed from it. */
export class Placement {
  readonly order: Task[] = [];
  /** Operations with an answer, by time of call. */
  readonly must: readonly Task[];
  readonly may: readonly Task[];
  /** How many of `must` are placed. */
  answered = 0;
  /** All of `must` before this index are placed. */
  private first = 0;
  private readonly rank = new Map<Task, number>();

  constructor(operations: readonly Operation[], model: Model) {
    const coarse = model.coarsen?.(operations) ?? operations;
    const tasks = operations
      .map((operation, i) => toTask(operation, shown(itemAt(coarse, i)), model))
      .sort((a, b) => a.call - b.call);
    this.must = tasks.filter((task) => task.return < Infinity);
    this.may = tasks.filter((task) => task.return === Infinity);
    for (const [i, task] of this.must.entries()) this.rank.set(task, i);
  }

  /** The order, as operations. */
  operations(): Operation[] {
    return this.order.map(({ original }) => original);
  }

  place(task: Task): void {
    task.placed = true;
    this.order.push(task);
    if (task.return < Infinity) this.answered++;
  }

  takeBackTo(length: number): void {
    for (const task of this.order.splice(length)) {
      task.placed = false;
      const rank = this.rank.get(task);
      if (rank === undefined) continue;
      this.answered--;
      this.first = Math.min(this.first, rank);
    }
  }

  outlook(): Outlook {
    while (this.must[this.first]?.placed) this.first++;
    const next: Task[] = [];
    const placed: number[] = [this.first];
    let deadline = Infinity;
    let urgent: Task | null = null;
    for (let i = this.first; i < this.must.length; i++) {
      const task = this.must[i];
      if (!task) break;
      if (task.placed) placed.push(i);
      else if (task.call > deadline) break;
      else {
        next.push(task);
        if (task.return < deadline) [deadline, urgent] = [task.return, task];
      }
    }
    return { next, deadline, urgent, placed: placed.join() };
  }
}

function toTask(original: Operation, shown: Operation, model: Model): Task {
  const { call } = original;
  const end = isAnswered(original)
    ? Math.max(call, required(original.return, 'the time of the answer'))
    : Infinity;
  const reads = model.reads?.(shown) ?? false;
  return { original, shown, call, return: end, reads, effect: model.effect?.(shown) ?? null, placed: false };
}

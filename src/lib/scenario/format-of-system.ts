/** What a system adds to the scenario format: one file a system in `formats/`, one line in `formats.ts`. A text is read without fetching how systems run. */
import type * as v from 'valibot';
import type { ActorId } from '../protocol/message';
import type { NodeSetup, Setup } from '../protocol/setup';
import type { Problem } from './errors';
import type { Names } from './names';
import type { Schema } from './values';

export interface SystemFormat {
  /** The ids of its nodes, as its `Protocol` gives them. */
  ids(setup: Setup): readonly ActorId[];
  /** The names of what `expect violation` can ask about. */
  readonly promises: readonly string[];
  /** The keys of the system's own table (`[raft]`), in TOML's names; `{}`: it has no table. */
  readonly options: Readonly<Record<string, Schema<unknown>>>;
  /** Those of them on which the names of its nodes depend, beside `num_nodes`. */
  readonly counts: readonly string[];
  /** The options where the file gives none, in camelCase. */
  optionDefaults(nodes: readonly NodeSetup[]): object;
  /** How many clients there are where the file does not say; absent: as in the empty file. `setup` is complete but for them. */
  numClients?(setup: Setup): number;
  /** The fields of a `[[node]]` table beside `id`, each optional. */
  readonly node: Fields;
  /** The fields of its own messages, by type; those of clients are added. */
  readonly messages: Readonly<Record<string, Fields>>;
  /** What an `expect` of a node can name, beside `node`: what `Protocol.expectable` gives. Each optional. */
  expect(names: Names): Readonly<Record<string, v.GenericSchema<unknown, unknown>>>;
  /** What its `[[node]]` tables must be to one another, beyond their types. Refused is only what no run can reach. */
  sense(nodes: readonly Numbered<NodeSetup>[]): Problem[];
}

/** Fields by TOML's names. */
export type Fields = Readonly<Record<string, Field>>;

export interface Field {
  /** What it may be. */
  readonly read: (names: Names) => Schema<unknown>;
  /** Its value where a message gives none; absent: the field is required. `undefined`: it is then left out. */
  readonly otherwise?: (from: ActorId) => unknown;
  /** The value as a file has it, where that differs from the code's own. */
  readonly write?: (value: never) => unknown;
}

/** A table that was read, and its number among its kind, from 0. */
export interface Numbered<T> {
  readonly number: number;
  readonly value: T;
}

export function valueProblem(path: Problem['path'], message: string): Problem {
  return { path, at: 'value', message };
}

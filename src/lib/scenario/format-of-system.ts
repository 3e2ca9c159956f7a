/**
 * What a system adds to the scenario format: one file for each system in `formats/`, one line in `formats.ts`. A file can
 * be parsed without loading the systems.
 */
import type * as v from 'valibot';
import type { ActorId } from '../protocol/message';
import type { NodeSetup, Setup } from '../protocol/setup';
import type { Problem } from './errors';
import type { Names } from './names';
import type { Schema } from './values';

export interface SystemFormat {
  /** The ids of its nodes, the same as its `Protocol` gives. */
  ids(setup: Setup): readonly ActorId[];
  /** The promises that `expect violation` can name. */
  readonly promises: readonly string[];
  /** The keys of the system's own table (`[raft]`), by their names in TOML; `{}`: it has no table. */
  readonly options: Readonly<Record<string, Schema<unknown>>>;
  /** The options that determine the ids of its nodes, beside `num_nodes`. */
  readonly counts: readonly string[];
  /** The default options, in camelCase. */
  optionDefaults(nodes: readonly NodeSetup[]): object;
  /** The default number of clients; absent: that of an empty file. `setup` is complete except for clients. */
  numClients?(setup: Setup): number;
  /** The fields of a `[[node]]` table beside `id`, each optional. */
  readonly node: Fields;
  /** The fields of its own messages, by type. Messages of clients are added. */
  readonly messages: Readonly<Record<string, Fields>>;
  /** The fields that an `expect` of a node can name, beside `node`: those of `Protocol.expectable`. Each is optional. */
  expect(names: Names): Readonly<Record<string, v.GenericSchema<unknown, unknown>>>;
  /** What each field of `expect` is, for acts that code gives and no file. */
  readonly expected: Readonly<Record<string, ExpectedKind>>;
  /** Checks across its `[[node]]` tables, beyond types. Only states that no run can reach are refused. */
  sense(nodes: readonly Numbered<NodeSetup>[]): Problem[];
}

export type ExpectedKind = 'text' | 'flag' | 'integer' | 'terms' | 'slots' | 'store';

/** Fields, by their names in TOML. */
export type Fields = Readonly<Record<string, Field>>;

export interface Field {
  /** The schema of its value. */
  readonly read: (names: Names) => Schema<unknown>;
  /**
   * The value if a message does not give the field; absent: the field is required. If it is `undefined`, the field is left
   * out.
   */
  readonly otherwise?: (from: ActorId) => unknown;
  /** The value as a file has it, if that differs from the value in code. */
  readonly write?: (value: never) => unknown;
}

/** A parsed table, with its position among the tables of its kind, from 0. */
export interface Numbered<T> {
  readonly number: number;
  readonly value: T;
}

export function valueProblem(path: Problem['path'], message: string): Problem {
  return { path, at: 'value', message };
}

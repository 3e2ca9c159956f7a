import { itemAt } from '../protocol/known';
import * as v from 'valibot';
import type { ActorId } from '../protocol/message';
import { MAIN } from '../protocol/message';
import { either, quote } from './errors';
import { string, type Schema } from './values';

/** The actors of a set-up. null: the file's counts are wrong, so every name is accepted. */
export interface Names {
  readonly servers: readonly ActorId[] | null;
  readonly clients: readonly ActorId[] | null;
}

/** @param servers the ids of the nodes; null: not known */
export function namesOf(servers: readonly ActorId[] | null, numClients: number | null): Names {
  return {
    servers,
    clients: numClients === null ? null : Array.from({ length: numClients }, (_, i) => `c${i + 1}`),
  };
}

export const server = ({ servers }: Names): Schema<ActorId> => nameIn(servers, 'a node');

export function client({ clients }: Names): Schema<ActorId> {
  if (clients?.length === 0) return nameIn(clients, 'a client, and there is none: num_clients is 0');
  return nameIn(clients, 'a client');
}

export const serverOrClient = ({ servers, clients }: Names): Schema<ActorId> =>
  nameIn(servers && clients && [...servers, ...clients], 'a node or client');

/** Anyone who can send, including `main`, which never receives. */
export const sender = ({ servers, clients }: Names): Schema<ActorId> =>
  nameIn(servers && clients && [...servers, ...clients, MAIN], 'a node or client or main');

function nameIn(names: readonly ActorId[] | null, noun: string): Schema<ActorId> {
  if (names === null) return string;
  const known = new Set<unknown>(names);
  const listed = names.length === 0 ? '' : ` (${either(spans(names), String)})`;
  return v.custom<ActorId>(
    (value) => known.has(value),
    ({ input }) => {
      const meant = typeof input === 'string' ? shortName(input) : '';
      return `expected ${noun}${listed}${known.has(meant) ? `; did you mean ${quote(meant)}?` : ''}`;
    },
  );
}

/** A name in the usual form, from `N2`, `node 2` or `node_2`: the letter and the number. The number is never changed. */
function shortName(input: string): string {
  return input.toLowerCase().replace(/^([a-z])[a-z]*[ _-]*(\d+)$/, '$1$2');
}

/** Ranges of names, one for each letter: `n1 to n5`. */
function spans(names: readonly ActorId[]): string[] {
  const letters = [...new Set(names.map((name) => name.replace(/\d+$/, '')))];
  return letters.map((letter) => {
    const of = names.filter((name) => name.replace(/\d+$/, '') === letter);
    return of.length === 1 ? itemAt(of, 0) : `${of[0]} to ${of.at(-1)}`;
  });
}

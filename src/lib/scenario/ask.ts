/** `[step.ask]`: the question of a step. */
import * as v from 'valibot';
import type { Action } from '../sim/action';
import type { Ask } from '../sim/lesson';
import { formatOf } from './formats';
import { client, server, type Names } from './names';
import { selectorOf } from './selector';
import {
  boolean,
  byKey,
  isTable,
  list,
  misspeltIn,
  oneOf,
  string,
  table,
  type Schema,
  refused,
} from './values';

/** Fields that `expect` can compare but that are no single value, so no question asks for them. */
const NO_SINGLE_VALUE = ['log', 'store', 'slots'];

/**
 * One question: its key `choices`, `point` or `value` says of which kind.
 *
 * @param acts the schema of the acts that a choice may show
 */
export function askTable(systemName: string, names: Names, acts: Schema<Action[]>): Schema<Ask> {
  const kinds = {
    choices: choices(acts),
    point: byKey('point', pointed(systemName, names), '[step.ask]'),
    value: table(
      { question: string, value: valueRef(systemName, names), why: string },
      'a question for a value',
    ),
  };
  const misspelt = misspeltIn(Object.keys(kinds), '[step.ask]');
  const nothing = refused('a question needs one of the keys choices, point or value');
  return v.lazy((input) => {
    if (!isTable(input)) return table({}, '[step.ask]');
    if ('choices' in input) return kinds.choices;
    if ('point' in input) return kinds.point;
    if ('value' in input) return kinds.value;
    return misspelt(input) ?? nothing;
  }) as Schema<Ask>;
}

function choices(acts: Schema<Action[]>): Schema<unknown> {
  const choice = table(
    { text: string, right: v.optional(boolean), why: string, shows: v.optional(acts) },
    'a choice',
  );
  return table(
    {
      question: string,
      choices: v.pipe(
        list(choice, '2 to 6 choices, each { text = …, why = … }', 2, 6),
        v.check(
          (all) => all.some(({ right }) => right === true),
          'no choice is right: give at least one of them right = true',
        ),
      ),
    },
    'a question with choices',
  );
}

function pointed(systemName: string, names: Names): Record<string, Schema<unknown>> {
  const kind = (point: string, right: Schema<unknown>) =>
    table({ question: string, point: oneOf([point]), right, why: string }, `a question for a ${point}`);
  return {
    node: kind('node', list(server(names), 'nodes', 1, 25)),
    message: kind(
      'message',
      list(
        table(selectorOf(systemName, names), 'a message'),
        'messages, each { message = …, from = … }',
        1,
        25,
      ),
    ),
  };
}

function valueRef(systemName: string, names: Names): Schema<unknown> {
  const fields = Object.keys(formatOf(systemName).expect(names)).filter(
    (field) => !NO_SINGLE_VALUE.includes(field),
  );
  const ofNode = table({ node: server(names), field: oneOf(fields) }, 'a value');
  const ofClient = table({ client: client(names), field: oneOf(['reply']) }, 'a value');
  return v.lazy((input) => (isTable(input) && 'client' in input ? ofClient : ofNode));
}

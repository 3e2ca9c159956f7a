/** `[lesson]` and `[view]`. */
import * as v from 'valibot';
import type { Lesson, View } from '../sim/lesson';
import { boolean, integer, oneOf, string, table, type Schema } from './values';

type Remedy = (key: string) => string | null;

export const lessonTable = (remedy: Remedy): Schema<Lesson> =>
  table(
    {
      number: v.optional(integer(1, 999)),
      summary: v.optional(string),
      minutes: v.optional(integer(1, 600)),
      intro: v.optional(string),
      outro: v.optional(string),
      kind: v.optional(oneOf(['lesson', 'challenge'])),
      hide_bugs: v.optional(boolean),
    },
    '[lesson]',
    remedy,
  ) as Schema<Lesson>;

export const viewTable = (remedy: Remedy): Schema<View> =>
  table(
    {
      stage: v.optional(oneOf(['ring', 'rows'])),
      dock: v.optional(oneOf(['diagram', 'logs', 'statechart', 'trace', 'reads'])),
    },
    '[view]',
    remedy,
  ) as Schema<View>;

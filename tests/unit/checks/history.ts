import type { Operation } from '../../../src/lib/kv/client';

/**
 * An operation as a line: `c1 put a 1 @ 1-4 ok`, with `@ 3-` if unanswered, and a failure written `!key already exists:
 * a`.
 */
export function operation(line: string): Operation {
  const match = /^(\w+) (put|get|delete) (\w+)(?: (\w+))? @ ([\d.]+)-([\d.]*)(?: (!?)(.*))?$/.exec(line);
  if (!match) throw new Error(`not an operation: ${line}`);
  const [, client = '', op, key = '', value, call, end, not, result] = match;
  return {
    client,
    op: op as Operation['op'],
    key,
    ...(value === undefined ? {} : { value }),
    call: Number(call),
    ...(end ? { return: Number(end) } : {}),
    ...(result ? { ok: not !== '!', result } : {}),
  };
}

export const history = (...lines: string[]): Operation[] => lines.map(operation);

import type { Field, Portrait } from '../../../protocol/portrait';

/** The epoch as a field on a card's line, where it has no room in the head. */
export function epochLine({ epoch }: Portrait): Field[] {
  if (epoch?.line === undefined) return [];
  return [{ name: epoch.field, brief: epoch.line, value: epoch.value }];
}

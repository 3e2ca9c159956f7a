import { expect, it } from 'vitest';
import { FORMATS } from '../../src/lib/scenario/formats';

const NAMES = { servers: null, clients: null };

it.each(Object.entries(FORMATS))('%s says what each field is that its expect can name', (_name, format) => {
  expect(Object.keys(format.expected).sort()).toEqual(Object.keys(format.expect(NAMES)).sort());
});

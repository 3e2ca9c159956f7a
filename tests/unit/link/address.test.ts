import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHash, toHash, type AddressedRun } from '../../../src/lib/link/address';

const step = fc.nat();

describe('the address', () => {
  test('gives back a scenario and its step', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((it) => it.isWellFormed());
    fc.assert(
      fc.property(text, step, (toml, at) => {
        const place: AddressedRun = { example: null, toml, step: at };
        expect(fromHash(toHash(place))).toEqual(place);
      }),
    );
  });

  test("gives back an example's name", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), step, (example, at) => {
        const place: AddressedRun = { example, toml: null, step: at };
        expect(fromHash(toHash(place))).toEqual(place);
      }),
    );
  });

  test('a text goes before an example', () => {
    expect(fromHash(toHash({ example: 'a.toml', toml: 'x', step: 1 }))).toEqual({
      example: null,
      toml: 'x',
      step: 1,
    });
  });

  test('has nothing that an address would have to escape', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (toml) => {
        expect(toHash({ example: null, toml, step: 3 })).toMatch(/^#toml=[\w-]*&step=3$/);
      }),
    );
  });

  test.each([
    ['', 0],
    ['#', 0],
    ['#step=0', 0],
    ['#step=7', 7],
  ])('of %j it takes step %i and no scenario', (hash, at) => {
    expect(fromHash(hash)).toEqual({ example: null, toml: null, step: at });
  });

  test.each(['-1', '1.5', 'x', '1e999', '9'.repeat(20)])('%s is no step, and it says so', (noStep) => {
    expect(fromHash(`#step=${noStep}`)).toEqual({ example: null, toml: null, step: 0, noStep });
  });

  test.each(['#toml=%%%&step=2', '#toml=_w&step=2', '#toml=a&step=2'])(
    'of %s it takes no text, and says so',
    (hash) => {
      expect(fromHash(hash)).toMatchObject({ toml: null, step: 2, damaged: expect.any(String) as string });
    },
  );

  test('reading never throws', () => {
    fc.assert(fc.property(fc.string(), (hash) => void fromHash(hash)));
  });
});

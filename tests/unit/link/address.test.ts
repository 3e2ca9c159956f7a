import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fromHash, toHash } from '../../../src/lib/link/address';
import { toBase64Url } from '../../../src/lib/link/base64';

const step = fc.nat();

const tomlHash = (toml: string, at: number) =>
  `#toml=${toBase64Url(new TextEncoder().encode(toml))}&step=${at}`;

describe('the address', () => {
  test('of the first version gives back a scenario and its step', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((it) => it.isWellFormed());
    fc.assert(
      fc.property(text, step, (toml, at) => {
        expect(fromHash(tomlHash(toml, at))).toEqual({ example: null, toml, step: at });
      }),
    );
  });

  test("gives back an example's name, and a stored run's id", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), step, (example, at) => {
        expect(fromHash(toHash({ example, step: at }))).toEqual({ example, toml: null, step: at });
      }),
    );
    expect(fromHash(toHash({ kept: 'ab1', step: 2 }))).toMatchObject({ kept: { id: 'ab1' }, step: 2 });
  });

  test('a text goes before an example', () => {
    const [text = ''] = tomlHash('x', 1).split('&');
    expect(fromHash(`${text}&example=a.toml&step=1`)).toEqual({ example: null, toml: 'x', step: 1 });
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

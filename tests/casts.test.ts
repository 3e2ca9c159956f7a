import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

// A cast claims what the compiler cannot check. Better: a type guard, a discriminated union, `satisfies`, or `itemAt`,
// `required`, `keysOf` and `isKeyOf` of protocol/known.ts, which check what they claim.

/** Lower it when casts go. Raising it needs a reason in the commit. */
const MOST = 97;

interface Found {
  /** Every `x as T` but `as const`. */
  readonly casts: readonly string[];
  /** Casts of a cast, casts to `never` or `any`, `x!`, and comments that switch the compiler off. */
  readonly refused: readonly string[];
}

function castsIn(path: string, text: string): Found {
  const scripts = path.endsWith('.svelte')
    ? [...text.matchAll(/<script\b[^>]*>(.*?)<\/script>/gs)].map(([, script = '']) => script)
    : [text];
  const casts: string[] = [];
  const refused = [...text.matchAll(/@ts-(?:ignore|nocheck|expect-error)/g)].map(
    ([name]) => `${path}: ${name}`,
  );
  for (const script of scripts) {
    const source = ts.createSourceFile(path, script, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      const told = () => `${path}: ${node.getText(source).replace(/\s+/g, ' ').slice(0, 100)}`;
      if (ts.isNonNullExpression(node)) refused.push(told());
      if (ts.isAsExpression(node) && node.type.getText(source) !== 'const') {
        casts.push(told());
        if (ts.isAsExpression(inner(node.expression)) || /^(never|any)$/.test(node.type.getText(source)))
          refused.push(told());
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { casts, refused };
}

const inner = (node: ts.Expression): ts.Expression =>
  ts.isParenthesizedExpression(node) ? inner(node.expression) : node;

const FOUND = readdirSync('src', { recursive: true, encoding: 'utf8' })
  .map((name) => posix.join('src', name.replaceAll('\\', '/')))
  .filter((path) => /\.(ts|svelte)$/.test(path))
  .map((path) => castsIn(path, readFileSync(path, 'utf8')));

it(`src has at most ${MOST} casts`, () => {
  const all = FOUND.flatMap(({ casts }) => casts);
  expect(FOUND.length).toBeGreaterThan(300);
  expect(all.length, `${all.length} casts:\n${all.join('\n')}`).toBeLessThanOrEqual(MOST);
});

it('no cast is doubled or to never or any, and nothing switches the compiler off', () => {
  expect(FOUND.flatMap(({ refused }) => refused)).toEqual([]);
});

describe('the rule itself', () => {
  it.each([
    ['a.ts', 'const a = b as A;', 1, 0],
    ['a.ts', 'const a = (b as C) as A;', 2, 1],
    ['a.ts', 'const a = b as unknown as A;', 2, 1],
    ['a.ts', 'f(a as never);', 1, 1],
    ['a.ts', 'const a = b!;', 0, 1],
    ['a.ts', '// @ts-ignore\nconst a = b;', 0, 1],
    ['A.svelte', '<script lang="ts">let a = b as A;</script><p>as you like</p>', 1, 0],
    ['a.ts', "const a = ['a'] as const; // as A\nimport { b as c } from './b';", 0, 0],
  ])('in %s: %s', (path, text, casts, refused) => {
    const found = castsIn(path, text);
    expect([found.casts.length, found.refused.length]).toEqual([casts, refused]);
  });
});

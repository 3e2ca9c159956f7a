import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

// Checks that eslint.config.js forbids what it should, where it should. layers.test.ts checks who may import whom.

const eslint = new ESLint();
const lint = async (filePath: string, code: string) => {
  const results = await eslint.lintText(code, { filePath });
  return results.flatMap(({ messages }) => messages.map(({ ruleId }) => ruleId));
};

const GLOBAL = 'no-restricted-globals';
const SYNTAX = 'no-restricted-syntax';
const PROPERTY = 'no-restricted-properties';
const IMPORT = '@typescript-eslint/no-restricted-imports';

describe('what may be used where', { timeout: 30_000 }, () => {
  it.each([
    ['src/lib/systems/raft/a.ts', 'export const a = Math.random();', PROPERTY],
    ['src/lib/systems/raft/a.ts', 'export const { random } = Math;', PROPERTY],
    ['src/lib/sim/a.ts', 'export const a = Date.now();', PROPERTY],
    ['src/lib/sim/a.ts', 'export const a = new Date();', SYNTAX],
    ['src/lib/sim/a.ts', 'export const a = globalThis.Date.now();', PROPERTY],
    ['src/lib/kv/a.ts', 'export const a = performance.now();', GLOBAL],
    ['src/lib/protocol/a.ts', 'setTimeout(() => {}, 1);', GLOBAL],
    ['src/lib/index.ts', 'setInterval(() => {}, 1);', GLOBAL],
    ['src/lib/sim/a.ts', "export { tick } from 'svelte';", IMPORT],
    ['src/lib/sim/a.ts', "export { base } from '$app/paths';", IMPORT],
    ['src/lib/systems/raft/machine.ts', "export { tick } from 'svelte';", IMPORT],
    ['src/lib/systems/raft/rules.ts', "export { setup } from 'xstate';", IMPORT],
    ['src/lib/scenario/a.ts', "export { setup } from 'xstate';", IMPORT],
    ['src/routes/+page.ts', "export { setup } from 'xstate';", IMPORT],
    ['src/lib/sim/a.ts', "export { parse } from 'smol-toml';", IMPORT],
    ['src/lib/ui/a.ts', "export { parse } from 'smol-toml';", IMPORT],
    ['src/routes/+page.ts', "export { parse } from 'smol-toml';", IMPORT],
    ['src/lib/ui/app/a.ts', "export const a = localStorage.getItem('a');", GLOBAL],
    ['src/lib/ui/kit/a.svelte.ts', "export const a = window.sessionStorage.getItem('a');", PROPERTY],
    ['src/lib/systems/raft/a.ts', 'export {};\n'.repeat(301), 'max-lines'],
  ])('refuses in %s: %s', async (path, code, rule) => {
    expect(await lint(path, code)).toEqual([rule]);
  });

  it.each([
    ['src/lib/ui/clock.ts', 'export const a = Date.now() + performance.now() + Math.random();'],
    ['src/lib/ui/clock.ts', 'setTimeout(() => {}, 1);'],
    ['src/lib/ui/kit/text-stores.ts', "export const a = localStorage.getItem('a');"],
    [
      'src/lib/ui/app/session.svelte.ts',
      "export { createActor } from 'xstate'; export { tick } from 'svelte';",
    ],
    ['src/lib/systems/raft/machine.ts', "export { setup } from 'xstate';"],
    ['src/lib/protocol/role-machine.ts', "export { transition } from 'xstate';"],
    ['src/lib/scenario/values.ts', 'export const a = (b: unknown) => b instanceof Date;'],
    ['src/lib/scenario/parse.ts', "export { parse } from 'smol-toml';"],
    ['src/lib/systems/raft/a.ts', 'export const a = Math.max(1, 2);'],
  ])('lets pass in %s: %s', async (path, code) => {
    expect(await lint(path, code)).toEqual([]);
  });
});

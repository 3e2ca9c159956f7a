import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import manifest from '../../../package.json';
import svelteConfig from '../../../svelte.config.js';

const workflow = readFileSync('.github/workflows/pages.yml', 'utf8');
const commands = [...workflow.matchAll(/- run: (.*)/g)].map(([, command = '']) => command);

it('the workflow runs scripts that there are', () => {
  const scripts: Readonly<Record<string, string>> = manifest.scripts;
  expect(commands).toContain('npm run test:e2e');
  for (const command of commands) {
    const [, name] = /^npm run ([\w:]+)$/.exec(command) ?? [];
    if (command !== 'npm ci') expect(scripts[name ?? ''], command).toBeDefined();
  }
});

it('what it publishes is the build that the browser tests try below a prefix', () => {
  const [, published] = /upload-pages-artifact@v\d+\n\s+with:\n\s+path: (\S+)/.exec(workflow) ?? [];
  const servers = readFileSync('tests/e2e/servers.ts', 'utf8');
  expect(servers).toContain(`serve('${published}', { prefix })`);
  expect(servers).toMatch(/prefix: '\/\w+/);
  // The tests build first; only what is added to the build comes after them.
  expect(manifest.scripts['pretest:e2e']).toBe('npm run build');
  const after = commands.slice(commands.indexOf('npm run test:e2e') + 1);
  expect(after).toEqual(['npm run build:scorm']);
});

it('no prefix is built in', () => {
  expect(svelteConfig.kit?.paths).toEqual({ relative: true });
  expect(svelteConfig.kit?.adapter).toBeDefined();
});

it('the version of Node is the one that the project names', () =>
  expect(existsSync(/node-version-file: (\S+)/.exec(workflow)?.[1] ?? '')).toBe(true));

import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// What may be used where. Which folder may import which other is in tests/layers.test.ts.

const CORE = ['src/lib/**/*.ts'];
const SCREEN = ['src/lib/ui/**', 'src/routes/**'];
const MACHINES = ['src/lib/systems/*/machine.ts', 'src/lib/protocol/role-machine.ts'];
const ROUTES = ['src/routes/**'];

const noSvelte = {
  regex: String.raw`^(svelte|\$app|\$env|\$service-worker)($|/)|\.svelte($|\.)`,
  message: 'Svelte and SvelteKit belong to ui/ and routes/.',
};
const noXState = {
  regex: '^(xstate|@xstate)($|/)',
  message: 'XState belongs to machine.ts, role-machine.ts and ui/.',
};
const noToml = { regex: '^smol-toml($|/)', message: 'Only scenario/ knows TOML.' };

/** @param {...{ regex: string, message: string }} patterns */
const forbidImports = (...patterns) => ({
  '@typescript-eslint/no-restricted-imports': ['error', { patterns }],
});

const TIME_AND_CHANCE =
  'The core asks for time and chance and never takes them: time is virtual, chance is seeded.';
const SURROUNDINGS = 'The core is pure: what surrounds it belongs to ui/.';
const CLOCKS = ['performance', 'Temporal', 'requestAnimationFrame', 'requestIdleCallback'];
const TIMERS_AND_DICE = ['setTimeout', 'setInterval', 'setImmediate', 'crypto'];
const BROWSER = ['document', 'window', 'navigator', 'location', 'localStorage', 'sessionStorage', 'fetch'];
const STORAGES = ['localStorage', 'sessionStorage'].map((name) => ({
  name,
  message: 'In some frames even reading it throws: use browser or tab of ui/kit/text-stores.ts.',
}));
const forbiddenGlobals = [
  ...[...CLOCKS, ...TIMERS_AND_DICE].map((name) => ({ name, message: TIME_AND_CHANCE })),
  ...BROWSER.map((name) => ({ name, message: SURROUNDINGS })),
];

export default defineConfig(
  globalIgnores(['build/', '.svelte-kit/', 'reports/', 'test-results/', 'coverage/']),
  js.configs.recommended,
  ts.configs.recommended,
  svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    rules: {
      // TypeScript knows better which names there are.
      'no-undef': 'off',
      eqeqeq: 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'], svelteConfig } },
  },
  {
    // Playwright reads a fixture's needs off its first parameter, which may be none.
    files: ['tests/e2e/fixtures.ts'],
    rules: { 'no-empty-pattern': 'off' },
  },
  { files: ['src/**'], rules: { 'max-lines': ['error', 300] } },
  {
    files: CORE,
    ignores: SCREEN,
    rules: {
      ...forbidImports(noSvelte, noXState, noToml),
      'no-restricted-globals': ['error', { globals: forbiddenGlobals, checkGlobalObject: true }],
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: TIME_AND_CHANCE },
        { object: 'Date', property: 'now', message: TIME_AND_CHANCE },
        { object: 'globalThis', property: 'Date', message: TIME_AND_CHANCE },
      ],
      // `instanceof Date` stays allowed: TOML has dates.
      'no-restricted-syntax': [
        'error',
        { selector: ":matches(NewExpression, CallExpression)[callee.name='Date']", message: TIME_AND_CHANCE },
      ],
      'no-console': 'error',
    },
  },
  // A search can be bounded in seconds.
  { files: ['src/lib/explore/clock.ts'], rules: { 'no-restricted-globals': 'off' } },
  { files: MACHINES, rules: forbidImports(noSvelte, noToml) },
  {
    files: ['src/lib/scenario/**'],
    // TOML forbids control characters, so its reader has to name them.
    rules: { ...forbidImports(noSvelte, noXState), 'no-control-regex': 'off' },
  },
  { files: SCREEN, rules: forbidImports(noToml) },
  {
    files: SCREEN,
    ignores: ['src/lib/ui/kit/text-stores.ts'],
    rules: {
      'no-restricted-globals': ['error', ...STORAGES],
      'no-restricted-properties': [
        'error',
        ...STORAGES.map(({ name, message }) => ({ property: name, message })),
      ],
    },
  },
  { files: ROUTES, rules: forbidImports(noXState, noToml) },
  {
    files: ['tests/**/*.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        {
          object: 'vi',
          property: 'mock',
          message:
            'Test files share their modules, so whether it works depends on the order of files: use vi.stubGlobal.',
        },
      ],
    },
  },
);

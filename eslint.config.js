// Lint with types, and the walls between the folders (ARCHITECTURE.md, "Layers").
import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// A folder imports only from folders above it in this list, plus ipc/, i18n/, text/, memory/ and draw/.
const ORDER = [
  'wire',
  'formats',
  'dissect',
  'reassembly',
  'tls',
  'flow',
  'filter',
  'store',
  'report',
  'capture',
  'course',
  'engine',
];
const FREE = ['ipc', 'i18n', 'text', 'memory', 'draw'];
// What a free folder takes of the others all the same: pictures are made of answers and words, words of a language.
const FREE_TAKES = { draw: ['ipc', 'text'], i18n: ['ipc'] };
// Walls beside the order: what a folder must not take although it stands above.
const NOT = {
  formats: ['dissect'],
  reassembly: ['formats', 'dissect'],
  tls: ['formats'],
  flow: ['tls', 'formats'],
  filter: ['tls', 'formats', 'reassembly'],
  capture: ['wire', 'dissect', 'reassembly', 'tls', 'flow', 'filter', 'store', 'report'],
  course: ['wire', 'formats', 'dissect', 'reassembly', 'tls', 'flow', 'filter', 'store', 'report', 'capture'],
};

const zone = (target, from, message) => ({ target: `./src-main/${target}`, from: `./src-main/${from}`, message });
const zones = [];
for (const [i, target] of ORDER.entries()) {
  for (const from of ORDER.slice(i + 1))
    zones.push(zone(target, from, `${target}/ stands above ${from}/: hand the data in from the engine instead.`));
  for (const from of NOT[target] ?? [])
    zones.push(zone(target, from, `${target}/ does not know ${from}/: the engine joins them.`));
  for (const from of ['cli', 'shell'])
    zones.push(zone(target, from, `${from}/ is a front door of the engine: nothing imports it.`));
}
for (const target of FREE)
  for (const from of [
    ...ORDER,
    'cli',
    'shell',
    ...FREE.filter((f) => f !== target && !FREE_TAKES[target]?.includes(f)),
  ])
    zones.push(
      zone(
        target,
        from,
        `${target}/ imports ${FREE_TAKES[target] ? `only ${FREE_TAKES[target].join('/, ')}/` : 'nothing'}, so that every side can import it.`,
      ),
    );
zones.push(zone('cli', 'shell', 'cli/ runs without Electron.'), zone('shell', 'cli', 'shell/ and cli/ are two doors.'));
zones.push({
  target: './src-renderer',
  from: './src-main',
  except: FREE.map((folder) => `./${folder}`),
  message:
    'The renderer knows the contract (ipc/), the catalogues (i18n/) and what is pure and free to all, nothing else of the main side.',
});

// Walls inside the page. What composes several domains: views/, the frame of the window (components/app) and commands/.
const DOMAINS = readdirSync(`${import.meta.dirname}/src-renderer/components`).filter(
  (folder) => !['app', 'shared'].includes(folder),
);
const wall = (target, from, message, except) =>
  zones.push({ target: `./src-renderer/${target}`, from: `./src-renderer/${from}`, message, except });
for (const from of ['state', 'components', 'commands', 'views'])
  wall('format', from, 'format/ is pure: it imports nothing of the page.');
for (const from of ['components', 'commands', 'views'])
  wall('state', from, 'state/ knows nobody who draws it: let the component set what it needs.');
wall('components', 'views', 'components/ do not know views/.');
for (const domain of [...DOMAINS, 'shared'])
  wall(
    `components/${domain}`,
    'commands',
    'A domain does what it does by itself; only the frame of the window runs commands.',
  );
for (const domain of DOMAINS) {
  for (const other of [...DOMAINS, 'app'].filter((one) => one !== domain))
    wall(
      `components/${domain}`,
      `components/${other}`,
      `${domain}/ does not know ${other}/: a view hands it in, or it is shared.`,
    );
  wall('components/shared', `components/${domain}`, 'components/shared knows no domain.');
}
wall('components/shared', 'components/app', 'components/shared knows no domain.');
wall('components/shared', 'state', 'components/shared knows of the state only what belongs to no domain.', [
  './clipboard.ts',
  './i18n.svelte.ts',
  './context-menu.svelte.ts',
  './pane-sizes.ts',
  './toasts.svelte.ts',
]);
wall('commands', 'views', 'commands/ do not know views/.');

const PURE = ['text', 'memory', 'draw', 'wire', 'dissect', 'reassembly', 'tls', 'flow', 'filter'].map(
  (folder) => `src-main/${folder}/**/*.ts`,
);

export default ts.config(
  {
    ignores: [
      'src-main/text/every-runtime.d.ts',
      'out/',
      'native/build/',
      'dist/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
    ],
  },
  js.configs.recommended,
  ...ts.configs.recommendedTypeChecked.map((c) => ({ ...c, files: ['**/*.ts', '**/*.svelte'] })),
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.node, ...globals.browser } },
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver({ project: './tsconfig.json' })] },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    // props are declared with `let`, whether or not they are assigned
    rules: { 'svelte/no-at-html-tags': 'error', 'prefer-const': 'off', 'svelte/prefer-const': 'error' },
  },
  {
    // The linter does not see the types of other components and of handlers in markup; svelte-check does.
    files: ['**/*.svelte'],
    rules: Object.fromEntries(
      ['argument', 'assignment', 'call', 'member-access', 'return'].map((what) => [
        `@typescript-eslint/no-unsafe-${what}`,
        'off',
      ]),
    ),
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/shell/**', 'src-main/main.ts', 'src-main/preload.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { paths: [{ name: 'electron', message: 'Only shell/, main.ts and preload.ts know Electron.' }] },
      ],
    },
  },
  {
    files: ['src-main/shell/**/*.ts', 'src-main/main.ts'],
    ignores: ['src-main/shell/renderer-link.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message: 'Only shell/renderer-link.ts talks to the page: it checks who asks and what.',
            },
          ],
        },
      ],
    },
  },
  {
    files: PURE,
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [{ name: 'electron', message: 'Runs in workers, tests and fuzzers too: no Electron here.' }],
          patterns: [
            { group: ['node:*', 'fs', 'path'], message: 'Runs anywhere: hand in what needs Node from the engine.' },
          ],
        },
      ],
    },
  },
  {
    // numbers of TCP wrap: whoever adds or subtracts them by hand forgets it somewhere
    files: [
      'src-main/{flow/tcp,flow/timeline,dissect/protocols/tcp,filter/columns}/**/*.ts',
      'src-main/flow/conversations/tracker.ts',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'BinaryExpression[operator=/^(>>>|\\|)$/][right.value=0] > BinaryExpression.left[operator=/^[+-]$/]',
          message: 'Sequence numbers are added and subtracted by wire/seq.ts alone.',
        },
      ],
    },
  },
  {
    files: ['src-main/**/*.ts'],
    ignores: ['src-main/store/**'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        { paths: [{ name: 'better-sqlite3', message: 'Only store/ talks to SQLite.' }] },
      ],
    },
  },
);

/** House rules that a machine can hold; prettier holds the form. */
import js from '@eslint/js';
import astro from 'eslint-plugin-astro';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  {
    ignores: [
      'dist/',
      '.astro/',
      '.cache/',
      'node_modules/',
      'test-results/',
      'tests/content/wrong/',
      'tests/differential/programs/',
    ],
  },
  js.configs.recommended,
  // What storage refuses is nothing to do anything about.
  { rules: { 'no-empty': ['error', { allowEmptyCatch: true }] } },
  {
    files: ['**/*.ts'],
    // Scripts within .astro files, which `astro check` reads.
    ignores: ['**/*.astro/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        project: ['tsconfig.json', 'src/features/offline/worker/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // `void promise` says that nobody waits; `() => void x()` keeps a callback to one line.
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidOperator: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // Numbers in sentences are what they look like.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowNullish: true, allowBoolean: true },
      ],
      // A seam's method may promise what one engine has at once.
      '@typescript-eslint/require-await': 'off',
      // The compiler narrows past awaits and callbacks that change what it narrowed.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/prefer-promise-reject-errors': ['error', { allowThrowingUnknown: true }],
      // Functions are taken off their owners on purpose: before the learner's code can change them.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `satisfies never` in a default is how exhaustiveness is shown here.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // Terminal text has control characters; that is what it is about.
      'no-control-regex': 'off',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
    },
  },
  { files: ['**/*.{js,mjs}'], languageOptions: { globals: globals.node } },
  { files: ['public/*.js'], languageOptions: { globals: globals.browser, sourceType: 'script' } },
  ...astro.configs.recommended,
  {
    // Programs of the course: they show mistakes on purpose.
    files: ['src/content/**/*.mjs'],
    rules: { 'no-unused-vars': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.contract.ts'],
    // `expect.any` and its kin are typed any.
    rules: { '@typescript-eslint/no-unsafe-assignment': 'off' },
  },
);

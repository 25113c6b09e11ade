import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const MAX_LINES = 400;
const MAX_FUNCTION_LINES = 60;

export default tseslint.config(
  { ignores: ['dist/', '.build/', 'coverage/', 'docs/', 'node_modules/', 'examples/', 'patterns/'] },
  js.configs.recommended,
  {
    files: ['src/**/*.ts', 'test/**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      'max-lines': ['error', { max: MAX_LINES }],
      'max-lines-per-function': ['error', { max: MAX_FUNCTION_LINES }],
      'max-params': ['error', { max: 4 }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A type and the constant object that lists its values share a name.
      'no-redeclare': 'off',
    },
  },
  {
    // Exempt from the limit on lines: tables only.
    files: ['src/**/*-table.ts'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', module: 'writable', console: 'readonly', URL: 'readonly' } },
  },
  { files: ['bin/*.js'], languageOptions: { sourceType: 'commonjs' } },
);

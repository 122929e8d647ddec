import tseslint from 'typescript-eslint';

const clockOnly = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Ask the Clock (server/src/common/clock.ts) or take `now` as an argument.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Ask the Clock (server/src/common/clock.ts) or take `now` as an argument.',
  },
];
const namedExports = [{ selector: 'ExportDefaultDeclaration', message: 'Export by name.' }];

export default tseslint.config(
  { ignores: ['**/node_modules/', '**/dist/', '.data/', 'coverage/', '**/*.cjs'] },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      curly: ['error', 'all'],
      eqeqeq: ['error', 'always'],
      'no-console': 'error',
      'no-restricted-syntax': ['error', ...namedExports],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': 'allow-with-description' }],
    },
  },
  {
    // Injected classes are types to the eye and values to the container: decorator metadata needs their imports whole.
    files: ['server/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: ['server/src/**/*.ts', 'shared/src/**/*.ts'],
    ignores: ['server/src/common/clock.ts', '**/*.spec.ts'],
    rules: { 'no-restricted-syntax': ['error', ...namedExports, ...clockOnly] },
  },
  {
    files: [
      'miniapp/src/pages/**/*.tsx',
      'miniapp/src/**/*.config.ts',
      'miniapp/src/app.{ts,tsx}',
      'miniapp/src/packages/**/*.tsx',
      'miniapp/config/**/*.ts',
      'miniapp/test/stubs/**/*.{ts,tsx}',
      'jest.config.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    // Programs that talk to a person at a terminal.
    files: [
      'server/src/{main,worker,migrate}.ts',
      'server/src/{demo,operator}/**/*.ts',
      '{bench,faults,e2e,scripts}/**/*.ts',
    ],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs}'],
    extends: [tseslint.configs.recommended],
    rules: { curly: ['error', 'all'], eqeqeq: ['error', 'always'], '@typescript-eslint/no-require-imports': 'off' },
  },
  {
    files: ['scripts/**/*.mjs'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: { '@typescript-eslint/no-floating-promises': 'error' },
  },
);

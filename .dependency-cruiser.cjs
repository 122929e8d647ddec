/** The fences of docs/ARCHITECTURE.md, checked by `npm run check`. */
const specs = '\\.(spec|e2e)\\.tsx?$';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle means that two files are one.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'shared-imports-nothing-outside',
      severity: 'error',
      from: { path: '^shared/src/', pathNot: specs },
      to: { pathNot: '^shared/src/' },
    },
    {
      name: 'miniapp-never-imports-server',
      severity: 'error',
      from: { path: '^miniapp/' },
      to: { path: '^server/' },
    },
    {
      name: 'server-never-imports-miniapp',
      severity: 'error',
      from: { path: '^(server|shared)/' },
      to: { path: '^miniapp/' },
    },
    {
      name: 'common-imports-no-module',
      severity: 'error',
      from: { path: '^server/src/common/', pathNot: specs },
      to: { path: '^server/src/(?!common/)[^/]+/' },
    },
    {
      name: 'modules-talk-through-services',
      comment: 'Another module is asked through its service, never through its entities, rules or controllers.',
      severity: 'error',
      from: { path: '^server/src/([^/]+)/', pathNot: `${specs}|^server/src/(demo|operator)/` },
      to: {
        path: '^server/src/[^/]+/',
        pathNot: ['^server/src/$1/', '^server/src/common/', '\\.(service|module|types)\\.ts$'],
      },
    },
    {
      name: 'a-device-is-no-part-of-the-server',
      comment: 'The terminal in software knows what any maker of devices knows: shared/ and the protocol.',
      severity: 'error',
      from: { path: '^server/src/soft-terminal/', pathNot: specs },
      to: { path: '^server/src/', pathNot: '^server/src/(soft-terminal/|common/clock\\.ts$)' },
    },
    {
      name: 'the-server-imports-no-device',
      severity: 'error',
      from: { path: '^server/src/(?!soft-terminal/)' },
      to: { path: '^server/src/soft-terminal/' },
    },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: { path: '^(server|shared|miniapp)/src/', pathNot: specs },
      to: { path: `^server/test/|^e2e/|^bench/|^faults/|${specs}` },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(sharp)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|\\.data)/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.h5.ts', '.h5.tsx', '.mjs', '.js', '.json', '.scss'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

import type { Config } from 'jest';

const swc = (tsx: boolean): [string, Record<string, unknown>] => [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        useDefineForClassFields: false,
        react: { runtime: 'automatic' },
      },
      keepClassNames: true,
    },
  },
];

/** Packages that ship ES modules only: they pass through the transform like our own sources. */
const esModules = [
  'uuid',
  'csv-parse',
  '@faker-js',
  'otpauth',
  '@cfworker',
  '@tanstack',
  'zustand',
  'content-disposition',
  'jose',
  'qr',
  '@noble',
];

const common = {
  rootDir: '.',
  transform: { '\\.[tj]sx$': swc(true), '\\.m?[tj]s$': swc(false) },
  transformIgnorePatterns: [
    `/node_modules/(?!(?:.*/node_modules/)?(${esModules.join('|')})/)`,
    '<rootDir>/(server|miniapp)/dist/',
  ],
  moduleFileExtensions: ['ts', 'tsx', 'mts', 'js', 'jsx', 'mjs', 'cjs', 'json'],
  moduleNameMapper: { '^@shared/(.*)$': '<rootDir>/shared/src/$1' },
  modulePathIgnorePatterns: ['<rootDir>/.data/', '<rootDir>/(server|miniapp)/dist/'],
};

/** Projects on the throw-away PostgreSQL and Redis of scripts/jest. */
const onStores = {
  ...common,
  testEnvironment: 'node',
  globalSetup: '<rootDir>/scripts/jest/stores-setup.mjs',
  globalTeardown: '<rootDir>/scripts/jest/stores-teardown.mjs',
  setupFiles: ['reflect-metadata', '<rootDir>/server/test/environment.ts'],
  setupFilesAfterEnv: ['<rootDir>/server/test/clean-start.ts'],
};

const config: Config = {
  testTimeout: 30_000,
  projects: [
    {
      ...common,
      displayName: 'shared',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/shared/src/**/*.spec.ts'],
    },
    {
      ...onStores,
      displayName: 'server',
      testMatch: [
        '<rootDir>/server/src/**/*.spec.ts',
        '<rootDir>/server/test/*.spec.ts',
        '<rootDir>/server/test/e2e/**/*.e2e.ts',
      ],
    },
    {
      ...onStores,
      displayName: 'hostile',
      testMatch: ['<rootDir>/server/test/hostile/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'launcher',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/scripts/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'miniapp',
      testEnvironment: 'jsdom',
      testMatch: ['<rootDir>/miniapp/src/**/*.spec.{ts,tsx}'],
      moduleNameMapper: {
        ...common.moduleNameMapper,
        '^@/platform/(login|location)$': '<rootDir>/miniapp/src/platform/$1.h5.ts',
        '^@/platform/pictures$': '<rootDir>/miniapp/src/platform/pictures.weapp.ts',
        '^(@/components|\\.)/(label|top-bar)$': '<rootDir>/miniapp/src/components/$2.h5.tsx',
        '^@/(.*)$': '<rootDir>/miniapp/src/$1',
        '^@tarojs/taro$': '<rootDir>/miniapp/test/stubs/taro.ts',
        '^@tarojs/components$': '<rootDir>/miniapp/test/stubs/components.tsx',
        '^@nutui/nutui-react-taro$': '<rootDir>/miniapp/test/stubs/nutui.tsx',
        '^@nutui/icons-react-taro$': '<rootDir>/miniapp/test/stubs/icons.cjs',
        '\\.(s?css)$': '<rootDir>/scripts/jest/empty-style.cjs',
      },
    },
    {
      rootDir: '.',
      displayName: 'miniapp-compiled',
      testEnvironment: 'jsdom',
      transform: {},
      testMatch: ['<rootDir>/miniapp/test/compiled/**/*.test.js'],
    },
    {
      ...common,
      displayName: 'smoke',
      testEnvironment: 'node',
      testMatch: ['<rootDir>/{bench,faults}/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'e2e',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/scripts/jest/browser-setup.mjs',
      globalTeardown: '<rootDir>/scripts/jest/browser-teardown.mjs',
      testMatch: ['<rootDir>/e2e/**/*.spec.ts'],
    },
    {
      ...common,
      displayName: 'pictures',
      testEnvironment: 'node',
      globalSetup: '<rootDir>/scripts/jest/browser-setup.mjs',
      globalTeardown: '<rootDir>/scripts/jest/browser-teardown.mjs',
      testMatch: ['<rootDir>/e2e/**/*.pictures.ts'],
    },
  ],
};

export default config;

import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

type H5Options = NonNullable<Extract<UserConfigExport<'webpack5'>, { h5?: unknown }>['h5']>;
type WebpackChain = NonNullable<H5Options['webpackChain']>;

const root = path.resolve(__dirname, '../..');
const source = path.resolve(__dirname, '../src');
const shared = path.resolve(root, 'shared/src');
/** Modern builds keep `#private` fields, which old WeChat and the H5 minifier cannot read. */
const legacyBuild = (name: string): string =>
  path.resolve(root, 'node_modules/@tanstack', name, 'build/legacy/index.js');
const compile = { include: [(file: string) => file.startsWith(shared)] };

/** webpack finds the global object by `new Function`, which mini-programs forbid. */
const globalWithoutCode: WebpackChain = (chain, webpack) => {
  chain.node.set('global', false);
  chain.plugin('global').use(webpack.DefinePlugin, [{ global: '(typeof globalThis === "object" ? globalThis : {})' }]);
};

/**
 * The entry is one file, what several pages share is fetched once: Taro's own way is a copy in each page.
 * A page has at most four files of its own.
 */
const sharedOnce: WebpackChain = (chain) => {
  chain.optimization.splitChunks({
    chunks: 'async',
    minSize: 10_000,
    maxAsyncRequests: 4,
    cacheGroups: { default: { minChunks: 2, reuseExistingChunk: true }, defaultVendors: false },
  });
};

/** What Taro brings for browsers that have no `fetch`, and for JSONP: those browsers cannot read the app at all, and we ask nobody by JSONP. */
const withoutOldBrowsers: WebpackChain = (chain) => {
  for (const name of ['whatwg-fetch', 'abortcontroller-polyfill/dist/abortcontroller-polyfill-only', 'jsonp-retry']) {
    chain.resolve.alias.set(`${name}$`, path.resolve(__dirname, 'nothing.js'));
  }
};

export default defineConfig<'webpack5'>({
  projectName: 'campus-health-pass',
  date: '2026-11-23',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: process.env.APP_OUTPUT ?? `dist/${process.env.TARO_ENV}`,
  framework: 'react',
  plugins: ['@tarojs/plugin-html', path.resolve(__dirname, 'aria/plugin.js')],
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  alias: {
    '@': source,
    '@shared': shared,
    '@tanstack/react-query$': legacyBuild('react-query'),
    '@tanstack/query-core$': legacyBuild('query-core'),
    'lodash.kebabcase$': path.resolve(__dirname, 'kebab-case.js'),
  },
  env: { TARO_APP_API: JSON.stringify(process.env.TARO_APP_API ?? '') },
  // Chinese as it is, three bytes a character: escaped it would take six of the package's megabyte
  terser: { config: { output: { ascii_only: false } } },
  mini: {
    compile,
    webpackChain: (chain, webpack) => {
      globalWithoutCode(chain, webpack);
      chain
        .plugin('abort-controller')
        .use(webpack.ProvidePlugin, [
          { AbortController: [path.resolve(source, 'platform/abort-controller.ts'), 'AbortController'] },
        ]);
    },
    // every rule has its own class: the order of files does not matter
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform: { enable: false }, cssModules: { enable: false } },
  },
  h5: {
    compile,
    webpackChain: (chain, webpack) => {
      globalWithoutCode(chain, webpack);
      sharedOnce(chain, webpack);
      withoutOldBrowsers(chain, webpack);
    },
    publicPath: '/',
    staticDirectory: 'static',
    // while developing: the page's policy lets no script be made of text
    sourceMapType: 'cheap-module-source-map',
    // the API serves what is written, on the one port of the product
    devServer: { host: '127.0.0.1', open: false, hot: false, client: false, devMiddleware: { writeToDisk: true } },
    router: { mode: 'hash' },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
      ignoreOrder: true,
    },
    postcss: { pxtransform: { enable: false }, autoprefixer: { enable: true } },
  },
});

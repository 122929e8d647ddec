interface Route {
  path: string;
  /** begins with the promise of the page's code */
  load: () => [Promise<unknown>, ...unknown[]];
}

/** The router's own way to a page: a second import would be a second copy of it. */
declare const __taroAppConfig: { routes: Route[] };

/** Brings the code of the page, so that it opens at a gate without network. What fails now comes when it is opened. */
export const bringPassPage = (): void => {
  const [code] = __taroAppConfig.routes.find(({ path }) => path === 'pages/pass/index')?.load() ?? [];
  code?.catch(() => undefined);
};

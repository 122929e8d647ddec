/** The code of the page, so that it opens at a gate without network. Whatever fails now comes when it is opened. */
export const bringPassPage = (): void => void import('@/pages/pass/index').catch(() => undefined);

/** A mini-program tells whoever opens the page. */
export const onLostPage = (_told: () => void): void => undefined;

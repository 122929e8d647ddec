export const platformLogin = (): Promise<null> => Promise.resolve(null);

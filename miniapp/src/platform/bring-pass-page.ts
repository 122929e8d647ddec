/** A mini-program has all of its main package on the phone. */
export const bringPassPage = (): void => undefined;

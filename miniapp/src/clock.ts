/** The phone's own clock: the one place that reads it. */
export const phoneNow = (): number => Date.now();

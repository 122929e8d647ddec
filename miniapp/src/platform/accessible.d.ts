/** Does what the platform leaves out for screen readers and keyboards; called once, at the start. */
export declare const makeAccessible: () => void;

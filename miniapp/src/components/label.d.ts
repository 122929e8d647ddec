import type { ReactElement, ReactNode } from 'react';

/** Ties words to the control inside, where the platform has a native label. */
export declare const Label: (props: { className: string; children: ReactNode }) => ReactElement;

import type { ReactElement } from 'react';

/** The bar with the title and the way back, where the platform draws none itself. */
export declare const TopBar: (props: { title: string; backWord: string }) => ReactElement | null;

import type { ReturnState } from '@shared/return';

/** The last application that counts: the open one, else the last of the running campaign. */
export interface LastReturn {
  state: ReturnState;
  returnsAt: string | null;
}

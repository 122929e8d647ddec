import { create } from 'zustand';
import type { DecisionRefusal, Outcome } from '@shared/approval';

export interface Refused {
  id: string;
  name: string;
  reason: DecisionRefusal;
  handledBy: string | null;
}

/** What was decided last, and can be taken back for some seconds. */
export interface Decided {
  requests: { id: string; name: string; batchId: string }[];
  outcome: Outcome;
  refused: Refused[];
  /** instant of the phone's clock */
  undoUntil: string;
}

interface Decisions {
  last: Decided | null;
  show: (last: Decided | null) => void;
}

/** Shared by the pages of this package: who goes from one applicant to the next can still take the last step back. */
export const useDecisions = create<Decisions>()((set) => ({ last: null, show: (last) => set({ last }) }));

interface Queue {
  /** requests in the order of the list that the person came from */
  ids: string[];
  line: (ids: string[]) => void;
  leave: (gone: readonly string[]) => void;
}

export const useQueue = create<Queue>()((set) => ({
  ids: [],
  line: (ids) => set({ ids }),
  leave: (gone) => set(({ ids }) => ({ ids: ids.filter((id) => !gone.includes(id)) })),
}));

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { GateMap } from '@shared/gate';
import type { PassView } from '@shared/pass';
import type { PassCodeAnswer } from '@shared/pass-code';
import type { GateChoice } from '@/api/passes';
import { phoneNow } from '@/clock';
import { useSession } from '@/state/session';
import { persistedIn } from '@/state/storage';
import { aheadOf } from '@/state/use-countdown';
import { codesAfter, type KeptCodes } from './codes';

const MOST_RECENT = 5;

interface Kept {
  /** the time of being signed in that all of this belongs to */
  signInId: string;
  view: PassView | null;
  gates: GateMap | null;
  /** ways for which a code was shown, the last one first */
  recent: GateChoice[];
  codes: KeptCodes | null;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** when somebody asked for a reserve, by the server's clock */
  reserveAskedAt: number;
}

interface KeptPass extends Kept {
  keepView: (view: PassView) => void;
  keepGates: (gates: GateMap) => void;
  choose: (choice: GateChoice) => void;
  askReserve: () => void;
  keepCodes: (choice: GateChoice, answer: PassCodeAnswer) => void;
  dropCodes: () => void;
  /** what was shown last no longer holds: the page looks again before it shows anything */
  dropView: () => void;
  forget: () => void;
}

const nothingOf = (signInId: string): Kept => ({
  signInId,
  view: null,
  gates: null,
  recent: [],
  codes: null,
  aheadMs: 0,
  reserveAskedAt: 0,
});

const isSame = (one: GateChoice) => (other: GateChoice) =>
  one.gateId === other.gateId && one.direction === other.direction;

const withFirst = (choice: GateChoice, recent: GateChoice[]): GateChoice[] =>
  [choice, ...recent.filter((other) => !isSame(choice)(other))].slice(0, MOST_RECENT);

const ahead = ({ serverTime }: { serverTime: string }): { aheadMs: number } => ({
  aheadMs: aheadOf(serverTime, phoneNow()),
});

/** What the pass page showed last, and the codes for the moment without network; of one person, until they sign out. */
export const useKeptPass = create<KeptPass>()(
  persist(
    (set) => ({
      ...nothingOf(useSession.getState().signInId),
      keepView: (view) =>
        set(({ recent }) => ({
          view,
          ...ahead(view),
          recent: recent.length === 0 && view.lastGate ? [view.lastGate] : recent,
        })),
      keepGates: (gates) => set({ gates }),
      choose: (choice) => set(({ recent }) => ({ recent: withFirst(choice, recent) })),
      askReserve: () => set(({ aheadMs }) => ({ reserveAskedAt: phoneNow() + aheadMs })),
      keepCodes: (choice, answer) =>
        set(({ codes, recent }) => ({
          codes: codesAfter(codes, choice, answer),
          recent: withFirst(choice, recent),
          ...ahead(answer),
        })),
      dropCodes: () => set({ codes: null }),
      dropView: () => set({ view: null, codes: null }),
      forget: () => set(nothingOf(useSession.getState().signInId)),
    }),
    {
      name: 'pass',
      storage: persistedIn<Kept>(),
      partialize: ({ signInId, view, gates, recent, codes, aheadMs, reserveAskedAt }) => ({
        ...{ signInId, view, gates, recent, codes, aheadMs, reserveAskedAt },
      }),
    },
  ),
);

const followOwner = ({ tokens, signInId }: { tokens: unknown; signInId: string }): void => {
  const kept = useKeptPass.getState();
  if (kept.signInId !== signInId || (tokens === null && kept.view !== null)) {
    kept.forget();
  }
};

followOwner(useSession.getState());
useSession.subscribe(followOwner);

/** The server's clock as the phone knows it, milliseconds. */
export const serverNow = (): number => phoneNow() + useKeptPass.getState().aheadMs;

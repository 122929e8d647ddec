import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { SchoolOption, Tokens } from '@shared/identity';
import { randomId } from '@/random-id';
import { persistedIn } from './storage';

interface SessionState {
  tokens: Tokens | null;
  /** names one time of being signed in: what the phone keeps of a person belongs to it; empty in between */
  signInId: string;
  /** the school chosen last; stays after signing out, so that support and sign-in know it */
  school: SchoolOption | null;
  deviceId: string;
  signIn: (tokens: Tokens) => void;
  /** the same person goes on */
  renew: (tokens: Tokens) => void;
  signOut: () => void;
  chooseSchool: (school: SchoolOption) => void;
}

type Kept = Pick<SessionState, 'tokens' | 'signInId' | 'school' | 'deviceId'>;

export const useSession = create<SessionState>()(
  persist(
    (set) => ({
      tokens: null,
      signInId: '',
      school: null,
      deviceId: randomId(),
      signIn: (tokens) => set({ tokens, signInId: randomId() }),
      renew: (tokens) => set({ tokens }),
      signOut: () => set({ tokens: null, signInId: '' }),
      chooseSchool: (school) => set({ school }),
    }),
    {
      name: 'session',
      storage: persistedIn<Kept>(),
      partialize: ({ tokens, signInId, school, deviceId }) => ({ tokens, signInId, school, deviceId }),
    },
  ),
);

export const useSignedIn = (): boolean => useSession((session) => session.tokens !== null);

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { SchoolOption, Tokens } from '@shared/identity';
import { randomId } from '@/random-id';
import { persistedIn } from './storage';

interface SessionState {
  tokens: Tokens | null;
  /** the school chosen last; stays after signing out, so that support and sign-in know it */
  school: SchoolOption | null;
  deviceId: string;
  signIn: (tokens: Tokens) => void;
  signOut: () => void;
  chooseSchool: (school: SchoolOption) => void;
}

type Kept = Pick<SessionState, 'tokens' | 'school' | 'deviceId'>;

export const useSession = create<SessionState>()(
  persist(
    (set) => ({
      tokens: null,
      school: null,
      deviceId: randomId(),
      signIn: (tokens) => set({ tokens }),
      signOut: () => set({ tokens: null }),
      chooseSchool: (school) => set({ school }),
    }),
    {
      name: 'session',
      storage: persistedIn<Kept>(),
      partialize: ({ tokens, school, deviceId }) => ({ tokens, school, deviceId }),
    },
  ),
);

export const useSignedIn = (): boolean => useSession((session) => session.tokens !== null);

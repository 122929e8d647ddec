import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '@shared/bilingual';
import { persistedIn } from './storage';

interface SettingsState {
  language: Language;
  largeText: boolean;
  /** the person has agreed once that reports carry a coarse location */
  locationAgreed: boolean;
  setLanguage: (language: Language) => void;
  setLargeText: (largeText: boolean) => void;
  agreeToLocation: () => void;
}

type Kept = Pick<SettingsState, 'language' | 'largeText' | 'locationAgreed'>;

export const useSettings = create<SettingsState>()(
  persist(
    (set) => ({
      language: 'zh',
      largeText: false,
      locationAgreed: false,
      setLanguage: (language) => set({ language }),
      setLargeText: (largeText) => set({ largeText }),
      agreeToLocation: () => set({ locationAgreed: true }),
    }),
    {
      name: 'settings',
      storage: persistedIn<Kept>(),
      partialize: ({ language, largeText, locationAgreed }) => ({ language, largeText, locationAgreed }),
    },
  ),
);

import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Language } from '@shared/bilingual';
import { persistedIn } from './storage';

interface SettingsState {
  language: Language;
  largeText: boolean;
  /** the person has agreed once that reports carry a coarse location */
  locationAgreed: boolean;
  /** … and that signing in at the campus takes the exact one */
  preciseAgreed: boolean;
  setLanguage: (language: Language) => void;
  setLargeText: (largeText: boolean) => void;
  agreeToLocation: () => void;
  agreeToPrecise: () => void;
}

type Kept = Pick<SettingsState, 'language' | 'largeText' | 'locationAgreed' | 'preciseAgreed'>;

export const useSettings = create<SettingsState>()(
  persist(
    (set) => ({
      language: 'zh',
      largeText: false,
      locationAgreed: false,
      preciseAgreed: false,
      setLanguage: (language) => set({ language }),
      setLargeText: (largeText) => set({ largeText }),
      agreeToLocation: () => set({ locationAgreed: true }),
      agreeToPrecise: () => set({ preciseAgreed: true }),
    }),
    {
      name: 'settings',
      storage: persistedIn<Kept>(),
      partialize: ({ language, largeText, locationAgreed, preciseAgreed }) => ({
        language,
        largeText,
        locationAgreed,
        preciseAgreed,
      }),
    },
  ),
);

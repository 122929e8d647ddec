import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { useSettings } from '@/state/settings';
import { en } from './en';
import { zh } from './zh';

void i18next.use(initReactI18next).init({
  resources: { zh: { translation: zh }, en: { translation: en } },
  lng: useSettings.getState().language,
  fallbackLng: 'zh',
  initAsync: false,
  showSupportNotice: false,
  interpolation: { escapeValue: false },
  react: { useSuspense: false },
});

useSettings.subscribe(({ language }) => {
  if (i18next.language !== language) {
    void i18next.changeLanguage(language);
  }
});

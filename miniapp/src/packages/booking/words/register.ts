import i18next from 'i18next';
import '@/words/i18n';
import { en } from './en';
import { zh } from './zh';

i18next.addResourceBundle('zh', 'translation', zh, true);
i18next.addResourceBundle('en', 'translation', en, true);

import { useSettings } from '@/state/settings';

const OPERABLE = ['button', 'radio', 'checkbox', 'tab', 'switch'];

/** Taro hands each role to its element as a property: whatever can be operated is reached by the Tab key as well. */
const reachByTab = (): void => {
  Object.defineProperty(HTMLElement.prototype, 'role', {
    configurable: true,
    get(this: HTMLElement) {
      return this.getAttribute('role');
    },
    set(this: HTMLElement, role: string | null) {
      if (role) {
        this.setAttribute('role', role);
      }
      if (role && OPERABLE.includes(role)) {
        this.tabIndex = 0;
      }
    },
  });
};

const followKeys = (): void => {
  document.addEventListener('keydown', (event) => {
    const { target, key } = event;
    const operable = target instanceof HTMLElement && OPERABLE.includes(target.getAttribute('role') ?? '');
    if (operable && (key === 'Enter' || key === ' ')) {
      event.preventDefault();
      target.click();
    }
  });
};

const nameLanguage = (): void => {
  const name = ({ language }: { language: string }): void => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
  };
  name(useSettings.getState());
  useSettings.subscribe(name);
};

export const makeAccessible = (): void => {
  reachByTab();
  followKeys();
  nameLanguage();
};

import { useSettings } from '@/state/settings';

const OPERABLE = ['button', 'radio', 'checkbox', 'tab', 'switch'];

/** Taro hands `ariaRole` to elements as a property that browsers do not know. */
const speakRoles = (): void => {
  Object.defineProperty(HTMLElement.prototype, 'ariaRole', {
    configurable: true,
    set(this: HTMLElement, role: string | undefined) {
      if (!role) {
        this.removeAttribute('role');
        return;
      }
      this.setAttribute('role', role);
      if (OPERABLE.includes(role)) {
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
  speakRoles();
  followKeys();
  nameLanguage();
};

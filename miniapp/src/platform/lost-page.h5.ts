import Taro from '@tarojs/taro';

/** The code of a page did not come: the router has changed the address and shows the page before. */
export const onLostPage = (told: () => void): void =>
  window.addEventListener('unhandledrejection', ({ reason }: PromiseRejectionEvent) => {
    const { name, code } = (reason ?? {}) as { name?: string; code?: string };
    if (name !== 'ChunkLoadError' && code !== 'CSS_CHUNK_LOAD_FAILED') {
      return;
    }
    if (Taro.getCurrentPages().length > 0) {
      window.history.back();
    }
    told();
  });

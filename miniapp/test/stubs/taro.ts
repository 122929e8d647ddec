/** The platform as the tests of pages see it: storage in memory, requests and navigation recorded. */
export interface SentRequest {
  url: string;
  method: string;
  header: Record<string, string>;
  data: unknown;
}
export interface Answer {
  statusCode: number;
  data: unknown;
}

const storage = new Map<string, unknown>();
export const sent: SentRequest[] = [];
export const visited: string[] = [];
let answer: (request: SentRequest) => Answer | Promise<Answer> = () => ({
  statusCode: 404,
  data: { code: 'NOT_FOUND' },
});

/** Decides what the server says from now on. */
export const answerWith = (reply: typeof answer): void => {
  answer = reply;
};

export const forgetEverything = (): void => {
  storage.clear();
  sent.length = 0;
  visited.length = 0;
};

const visit = ({ url }: { url: string }): Promise<void> => {
  visited.push(url);
  return Promise.resolve();
};

let parameters: Record<string, string> = {};
export const openedWith = (given: Record<string, string>): void => {
  parameters = given;
};

export const useRouter = () => ({ params: parameters });
export const useDidShow = (): void => undefined;
export const usePullDownRefresh = (): void => undefined;
export const useReachBottom = (): void => undefined;

const Taro = {
  request: async (options: SentRequest) => {
    sent.push(options);
    return answer(options);
  },
  getStorageSync: (key: string) => storage.get(key) ?? '',
  setStorageSync: (key: string, value: unknown) => void storage.set(key, value),
  removeStorageSync: (key: string) => void storage.delete(key),
  navigateTo: visit,
  redirectTo: visit,
  reLaunch: visit,
  navigateBack: () => Promise.resolve(),
  pageScrollTo: ({ selector }: { selector: string }) => visit({ url: selector }),
  setNavigationBarTitle: () => Promise.resolve(),
  showToast: () => Promise.resolve(),
  setClipboardData: () => Promise.resolve(),
  getCurrentPages: () => [],
  getCurrentInstance: () => ({ router: { path: '/pages/x/index' } }),
  getSystemInfoSync: () => ({ brand: 'Test', model: 'Phone', system: '1' }),
  getNetworkType: () => Promise.resolve({ networkType: 'wifi' }),
  onNetworkStatusChange: () => undefined,
  offNetworkStatusChange: () => undefined,
};
export default Taro;

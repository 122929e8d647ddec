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

export interface SentFile {
  url: string;
  filePath: string;
  formData: Record<string, string>;
  header: Record<string, string>;
  /** as the platform tells of it while it is sent */
  tell: (percent: number) => void;
  aborted: boolean;
}
export const uploads: SentFile[] = [];
let stored: (file: SentFile) => Answer | Promise<Answer> = () => ({ statusCode: 201, data: '{}' });

/** Decides what the server says to photos from now on. */
export const storeWith = (reply: typeof stored): void => {
  stored = reply;
};

let picture: string | null = 'photo-1';
/** What the person chooses in the album; null when they change their mind. */
export const chooses = (path: string | null): void => {
  picture = path;
};

export const forgetEverything = (): void => {
  storage.clear();
  sent.length = 0;
  uploads.length = 0;
  visited.length = 0;
  toasts.length = 0;
};

const uploadFile = (options: Omit<SentFile, 'tell' | 'aborted'>) => {
  let hear: (state: { progress: number }) => void = () => undefined;
  let stop: (failure: object) => void = () => undefined;
  const file: SentFile = { ...options, tell: (progress) => hear({ progress }), aborted: false };
  uploads.push(file);
  const task = new Promise<Answer>((resolve, reject) => {
    stop = reject;
    void Promise.resolve(stored(file)).then(resolve, reject);
  });
  return Object.assign(task, {
    progress: (callback: typeof hear) => {
      hear = callback;
    },
    abort: () => {
      file.aborted = true;
      stop({ errMsg: 'uploadFile:fail abort' });
    },
  });
};

const screen = { value: 0.4, keptOn: false };
/** How bright the screen is, and whether it stays on. */
export const brightness = () => ({ ...screen });

let lost = false;
/** No page comes any more, as without network. */
export const pagesFail = (fail: boolean): void => {
  lost = fail;
};

export const toasts: string[] = [];

const visit = ({ url }: { url: string }): Promise<void> => {
  visited.push(url);
  return lost ? Promise.reject({ errMsg: 'navigateTo:fail' }) : Promise.resolve();
};

let pages: object[] = [];
/** How many pages lie on top of each other. */
export const pagesLie = (count: number): void => {
  pages = Array.from({ length: count }, () => ({}));
};

let parameters: Record<string, string> = {};
export const openedWith = (given: Record<string, string>): void => {
  parameters = given;
};

export const useRouter = () => ({ params: parameters });
export const useDidShow = (): void => undefined;
export const useDidHide = (): void => undefined;
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
  redirectTo: ({ url }: { url: string }) => visit({ url: pages.length > 0 ? `instead: ${url}` : url }),
  reLaunch: visit,
  navigateBack: () => visit({ url: 'back' }),
  uploadFile,
  chooseImage: () =>
    picture === null ? Promise.reject(new Error('cancel')) : Promise.resolve({ tempFilePaths: [picture] }),
  getImageInfo: () => Promise.resolve({ width: 3000, height: 4000 }),
  compressImage: ({ src, compressedWidth, compressedHeight }: Record<string, unknown>) =>
    Promise.resolve({ tempFilePath: `${String(src)}@${String(compressedWidth)}x${String(compressedHeight)}` }),
  downloadFile: ({ url }: { url: string }) => Promise.resolve({ statusCode: 200, tempFilePath: url }),
  previewImage: ({ current }: { current: string }) => visit({ url: current }),
  pageScrollTo: ({ selector }: { selector: string }) => visit({ url: selector }),
  setNavigationBarTitle: () => Promise.resolve(),
  showToast: ({ title }: { title: string }) => Promise.resolve(void toasts.push(title)),
  setClipboardData: () => Promise.resolve(),
  getCurrentPages: () => pages,
  getCurrentInstance: () => ({ router: { path: '/pages/x/index' } }),
  getSystemInfoSync: () => ({ brand: 'Test', model: 'Phone', system: '1' }),
  getScreenBrightness: () => Promise.resolve({ value: screen.value }),
  setScreenBrightness: ({ value }: { value: number }) => Promise.resolve(void (screen.value = value)),
  setKeepScreenOn: ({ keepScreenOn }: { keepScreenOn: boolean }) =>
    Promise.resolve(void (screen.keptOn = keepScreenOn)),
  getNetworkType: () => Promise.resolve({ networkType: 'wifi' }),
  onNetworkStatusChange: () => undefined,
  offNetworkStatusChange: () => undefined,
};
export default Taro;

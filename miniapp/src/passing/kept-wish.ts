import Taro from '@tarojs/taro';
import { useSession } from '@/state/session';

const STORE = 'pass-wishes';

/** What was typed into a form and not sent yet; belongs to whoever is signed in now. */
interface Kept {
  signInId: string;
  wishes: Record<string, unknown>;
}

const read = (): Kept => {
  const kept: unknown = Taro.getStorageSync(STORE);
  const { signInId } = useSession.getState();
  const isOwn = typeof kept === 'object' && kept !== null && (kept as Kept).signInId === signInId;
  return isOwn ? (kept as Kept) : { signInId, wishes: {} };
};

/** @param key which form, of which version of what */
export const readWish = <T>(key: string): T | null => (read().wishes[key] as T | undefined) ?? null;

export const keepWish = (key: string, wish: object): void => {
  const { signInId, wishes } = read();
  Taro.setStorageSync(STORE, { signInId, wishes: { ...wishes, [key]: wish } });
};

export const dropWish = (key: string): void => {
  const { signInId, wishes } = read();
  const { [key]: _gone, ...others } = wishes;
  Taro.setStorageSync(STORE, { signInId, wishes: others });
};

/** Of whoever signs out. */
export const dropWishes = (): void => Taro.removeStorageSync(STORE);

import Taro from '@tarojs/taro';
import type { BookingDesk } from '@shared/booking';
import { useSession } from '@/state/session';

const STORE = 'booking-desk';

/** The desk as the phone saw it, and how far the server's clock was ahead of the phone's. */
export interface SeenDesk extends BookingDesk {
  aheadMs: number;
}

interface Kept {
  /** the time of being signed in that it belongs to */
  signInId: string;
  desk: SeenDesk;
}

export const keepDesk = (desk: SeenDesk): void => {
  const kept: Kept = { signInId: useSession.getState().signInId, desk };
  Taro.setStorageSync(STORE, kept);
};

/** What was seen last, for the moment without network. */
export const keptDesk = (): SeenDesk | undefined => {
  const kept: unknown = Taro.getStorageSync(STORE);
  const { signInId } = useSession.getState();
  const isOwn = typeof kept === 'object' && kept !== null && (kept as Kept).signInId === signInId;
  return isOwn ? (kept as Kept).desk : undefined;
};

/** Of whoever signs out. */
export const dropDesk = (): void => Taro.removeStorageSync(STORE);

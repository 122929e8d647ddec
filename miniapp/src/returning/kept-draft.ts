import Taro from '@tarojs/taro';
import type { ReturnDraft } from '@shared/return';

const STORE = 'return-draft';

/** What the person has typed and the server may not know yet; belongs to one application only. */
interface Kept {
  id: string;
  draft: ReturnDraft;
  /** of the draft on the server that it goes on from */
  revision: number;
}

export const readReturnDraft = (id: string): Omit<Kept, 'id'> | null => {
  const kept: unknown = Taro.getStorageSync(STORE);
  return typeof kept === 'object' && kept !== null && (kept as Kept).id === id ? (kept as Kept) : null;
};

export const keepReturnDraft = (id: string, kept: Omit<Kept, 'id'>): void =>
  Taro.setStorageSync(STORE, { id, ...kept });

export const dropReturnDraft = (id: string): void => {
  if (readReturnDraft(id)) {
    dropReturnDrafts();
  }
};

/** Of whoever signs out. */
export const dropReturnDrafts = (): void => Taro.removeStorageSync(STORE);

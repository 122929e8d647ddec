import Taro from '@tarojs/taro';
import type { Answers } from '@shared/check-in';

const STORE = 'check-in-drafts';

export interface Draft {
  answers: Answers;
  lateReason: string;
  noLocationReason: string;
}

type Drafts = Record<string, Draft>;

/** Whose report, of which window and day: somebody else on the same phone never sees it. */
export const draftKey = (number: string, windowId: string, day: string): string => `${number}/${windowId}/${day}`;

const readAll = (): Drafts => {
  const stored: unknown = Taro.getStorageSync(STORE);
  return typeof stored === 'object' && stored !== null ? (stored as Drafts) : {};
};

export const readDraft = (key: string): Draft | null => readAll()[key] ?? null;

/** Keeps one draft; those of earlier days are of no use any more and go. */
export const keepDraft = (key: string, draft: Draft): void => {
  const day = key.slice(key.lastIndexOf('/'));
  const sameDay = Object.entries(readAll()).filter(([other]) => other.endsWith(day));
  Taro.setStorageSync(STORE, { ...Object.fromEntries(sameDay), [key]: draft });
};

export const dropDraft = (key: string): void => {
  const { [key]: _dropped, ...others } = readAll();
  Taro.setStorageSync(STORE, others);
};

export const dropDrafts = (): void => Taro.removeStorageSync(STORE);

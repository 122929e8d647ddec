import Taro from '@tarojs/taro';
import type { UploadPurpose, UploadView } from '@shared/upload';
import { answerInside, authorization, BASE, call, givenBy, withRenewal } from './client';

const TIME_OUT_MS = 120_000;
const WANTED_BY_ALIPAY = { fileType: 'image' };

export interface Photo {
  /** of the file on the phone */
  path: string;
  purpose: UploadPurpose;
  slot: string;
  /** the same one until somebody answered */
  idempotencyKey: string;
}

export interface Sending {
  done: Promise<UploadView>;
  /** `done` then rejects as timed out */
  cancel: () => void;
}

/** Sends one photo. @param onProgress hears of percent */
export const sendPhoto = (photo: Photo, onProgress: (percent: number) => void): Sending => {
  let abort: () => void = () => undefined;
  const attempt = async (): Promise<UploadView> => {
    const task = Taro.uploadFile({
      url: `${BASE}/uploads`,
      filePath: photo.path,
      name: 'file',
      ...WANTED_BY_ALIPAY,
      withCredentials: false,
      formData: { purpose: photo.purpose, slot: photo.slot },
      header: { accept: 'application/json', 'idempotency-key': photo.idempotencyKey, ...authorization() },
      timeout: TIME_OUT_MS,
    });
    task.progress?.(({ progress }) => onProgress(progress));
    abort = () => task.abort();
    return givenBy<UploadView>(await task.catch(answerInside));
  };
  return { done: withRenewal(attempt), cancel: () => abort() };
};

/** With addresses of this moment. */
export const getUpload = (id: string): Promise<UploadView> => call('GET', `/uploads/${id}`);

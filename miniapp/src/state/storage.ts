import Taro from '@tarojs/taro';
import { createJSONStorage, type StateStorage } from 'zustand/middleware';

const taroStorage: StateStorage = {
  getItem: (key) => {
    const value: unknown = Taro.getStorageSync(key);
    return typeof value === 'string' && value !== '' ? value : null;
  },
  setItem: (key, value) => Taro.setStorageSync(key, value),
  removeItem: (key) => Taro.removeStorageSync(key),
};

/** Zustand persistence over the storage of the platform. */
export const persistedIn = <T>() => createJSONStorage<T>(() => taroStorage);

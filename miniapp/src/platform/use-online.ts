import Taro from '@tarojs/taro';
import { useEffect, useState } from 'react';

/** Whether the phone has a network; follows its changes. */
export const useOnline = (): boolean => {
  const [online, setOnline] = useState(true);
  useEffect(() => {
    const follow = ({ isConnected }: { isConnected: boolean }): void => setOnline(isConnected);
    Taro.onNetworkStatusChange(follow);
    void Taro.getNetworkType().then(
      ({ networkType }) => setOnline(networkType !== 'none'),
      () => undefined,
    );
    return () => Taro.offNetworkStatusChange(follow);
  }, []);
  return online;
};

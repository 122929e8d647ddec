import { useQuery } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { getPass } from '@/api/passes';
import { useSignedIn } from '@/state/session';

export const usePass = () => {
  const query = useQuery({ queryKey: ['pass'], queryFn: getPass, enabled: useSignedIn() });
  useDidShow(() => void query.refetch());
  return query;
};

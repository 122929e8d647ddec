import Taro from '@tarojs/taro';
import { endCurrentSession } from '@/api/me';
import { dropDesk } from '@/booking/kept-desk';
import { dropDrafts } from '@/check-in/draft';
import { dropWishes } from '@/passing/kept-wish';
import { useKeptPass } from '@/passing/kept-pass';
import { dropReturnDrafts } from '@/returning/kept-draft';
import { queryClient } from './query-client';
import { useSession } from './session';

/** Ends the session here at once and tells the server; drafts hold health answers and go too, and so do pass codes. */
export const signOutHere = async (): Promise<void> => {
  await endCurrentSession().catch(() => undefined);
  useSession.getState().signOut();
  dropDrafts();
  dropReturnDrafts();
  dropWishes();
  dropDesk();
  useKeptPass.getState().forget();
  queryClient.clear();
  await Taro.reLaunch({ url: '/pages/home/index' });
};

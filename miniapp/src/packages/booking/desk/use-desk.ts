import { useMutation, useQuery } from '@tanstack/react-query';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { useEffect } from 'react';
import { ACTIVE_BOOKING_STATES, type BookingAnswer, type BookingInput, type WaitingAnswer } from '@shared/booking';
import { book, getBookingDesk, joinWaiting, leaveWaiting, takeStep, type BookingStep } from '@/api/bookings';
import { asProblem, isUnanswered } from '@/api/problem-error';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { keepDesk, keptDesk, type SeenDesk } from '@/booking/kept-desk';
import { phoneNow } from '@/clock';
import { useOnline } from '@/platform/use-online';
import { queryClient } from '@/state/query-client';
import { aheadOf } from '@/state/use-countdown';
import { useShown } from '@/state/use-shown';

const DESK = ['booking-desk'];
/** While something of one's own may change any second, and otherwise. */
const WATCHING_MS = 5000;
const CHOOSING_MS = 20_000;

const lookAtDesk = async (): Promise<SeenDesk> => {
  const desk = await getBookingDesk();
  const seen = { ...desk, aheadMs: aheadOf(desk.serverTime, phoneNow()) };
  keepDesk(seen);
  return seen;
};

const renewDesk = async (): Promise<void> => {
  await queryClient.invalidateQueries({ queryKey: DESK });
  await queryClient.invalidateQueries({ queryKey: ['home'] });
};

/** What was seen last is there at once; the truth follows, and goes on following while the page is seen. */
export const useDesk = () => {
  const shown = useShown();
  const online = useOnline();
  const query = useQuery({
    queryKey: DESK,
    queryFn: lookAtDesk,
    initialData: keptDesk,
    initialDataUpdatedAt: 0,
    refetchInterval: ({ state: { data } }) => shown && (data?.booking || data?.waiting ? WATCHING_MS : CHOOSING_MS),
  });
  useDidShow(() => {
    // the first look is on its way already
    void query.refetch({ cancelRefetch: false });
  });
  usePullDownRefresh(() => {
    void query.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  const isUnconfirmed = query.isError && isUnanswered(asProblem(query.error));
  useEffect(() => {
    if (online && isUnconfirmed) {
      void query.refetch();
    }
  }, [online]);
  return { query, isOld: !online || isUnconfirmed };
};

/** What an answer says stands on the page before anybody looks again. */
const place = async (
  { serverTime }: { serverTime: string },
  change: Partial<Pick<SeenDesk, 'booking' | 'waiting'>>,
): Promise<void> => {
  // an older look that is still on its way must not come after it
  await queryClient.cancelQueries({ queryKey: DESK });
  queryClient.setQueryData<SeenDesk>(
    DESK,
    (before) => before && { ...before, ...change, serverTime, aheadMs: aheadOf(serverTime, phoneNow()) },
  );
  void renewDesk();
};

const isActive = ({ booking }: BookingAnswer): boolean =>
  ACTIVE_BOOKING_STATES.some((state) => state === booking.state);

/** Whatever the server refuses, the page was looking at something old. */
const onError = (error: unknown): void => {
  if (!isUnanswered(asProblem(error))) {
    void renewDesk();
  }
};

export const useBook = () =>
  useMutation({
    mutationFn: useRepeatableWrite<BookingInput, BookingAnswer>(book),
    onSuccess: (answer) => place(answer, { booking: answer.booking, waiting: null }),
    onError,
  });

export const useJoin = () =>
  useMutation({
    mutationFn: joinWaiting,
    onSuccess: (answer: WaitingAnswer) => place(answer, { booking: answer.booking, waiting: answer.waiting }),
    onError,
  });

export const useLeave = (id: string) =>
  useMutation({ mutationFn: () => leaveWaiting(id), onSuccess: renewDesk, onError });

export const useStep = (id: string) =>
  useMutation({
    mutationFn: (step: BookingStep) => takeStep(id, step),
    onSuccess: (answer) => place(answer, { booking: isActive(answer) ? answer.booking : null }),
    onError,
  });

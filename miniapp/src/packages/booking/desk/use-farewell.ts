import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { BookingView } from '@shared/booking';
import { getBookings } from '@/api/bookings';
import type { SeenDesk } from '@/booking/kept-desk';
import { farewellOf, type Farewell } from '../phase';

/** What came of the booking that stood here a moment ago; nothing until the server has said so. */
export const useFarewell = ({ booking }: SeenDesk): { farewell: Farewell; booking: BookingView } | null => {
  const before = useRef(booking);
  const [goneId, setGoneId] = useState<string | null>(null);
  useEffect(() => {
    const gone = before.current;
    before.current = booking;
    if (booking) {
      setGoneId(null);
    } else if (gone) {
      setGoneId(gone.id);
    }
  }, [booking?.id, booking?.state]);
  const { data } = useQuery({
    queryKey: ['booking-farewell', goneId],
    queryFn: () => getBookings(),
    enabled: goneId !== null,
  });
  const ended = data?.items.find(({ id }) => id === goneId);
  const farewell = ended && farewellOf(ended);
  return ended && farewell ? { farewell, booking: ended } : null;
};

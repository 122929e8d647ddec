import { useEffect, useRef, useState } from 'react';
import type { BookingView } from '@shared/booking';
import type { SeenDesk } from '@/booking/kept-desk';
import { phoneNow } from '@/clock';
import { farewellOf, type Farewell } from '../phase';

/** What came of the booking that stood here a moment ago. */
export const useFarewell = (desk: SeenDesk): { farewell: Farewell; booking: BookingView } | null => {
  const { booking, aheadMs } = desk;
  const before = useRef(booking);
  const [told, tell] = useState<ReturnType<typeof useFarewell>>(null);
  useEffect(() => {
    const gone = before.current;
    before.current = booking;
    if (booking) {
      tell(null);
    } else if (gone) {
      tell({ farewell: farewellOf(gone, phoneNow() + aheadMs), booking: gone });
    }
  }, [booking?.id, booking?.state]);
  return told;
};

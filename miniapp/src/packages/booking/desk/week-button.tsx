import { useState } from 'react';
import type { VenueOption } from '@shared/venue';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import { WeekSheet } from './week-sheet';

/** When the venue is open, for whoever does not go there now. */
export function WeekButton({ venue }: { venue: VenueOption }) {
  const { t } = useWords();
  const [isOpen, open] = useState(false);
  return (
    <>
      <TextButton icon="clock" onClick={() => open(true)}>
        {t('booking.week.open')}
      </TextButton>
      {isOpen && <WeekSheet venue={venue} onClose={() => open(false)} />}
    </>
  );
}

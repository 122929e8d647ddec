import type { BookingView } from '@shared/booking';
import { Callout } from '@/components/callout';
import type { IconName } from '@/components/icon';
import type { Tone } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openBreaches } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import type { Farewell } from '../phase';

const LOOKS: Record<Farewell, { tone: Tone; icon: IconName }> = {
  expired: { tone: 'danger', icon: 'failed' },
  excused: { tone: 'info', icon: 'clock' },
  lapsed: { tone: 'warn', icon: 'clock' },
  over: { tone: 'good', icon: 'done' },
  cancelled: { tone: 'info', icon: 'close' },
  closed: { tone: 'info', icon: 'close' },
};

/** What came of the booking that stood here, and what it means. */
export function FarewellNote({ farewell, booking }: { farewell: Farewell; booking: BookingView }) {
  const { t, pick } = useWords();
  return (
    <Callout
      {...LOOKS[farewell]}
      title={`${t(`booking.farewells.${farewell}`)} · ${pick(booking.venue.name)}`}
      text={t(`booking.farewells.${farewell}Text`)}
    >
      {farewell === 'expired' && (
        <TextButton icon="record" onClick={openBreaches}>
          {t('booking.seeBreaches')}
        </TextButton>
      )}
    </Callout>
  );
}

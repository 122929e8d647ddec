import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { HallOption, VenueOption } from '@shared/venue';
import type { SeenDesk } from '@/booking/kept-desk';
import { Choice } from '@/components/choice';
import { Empty } from '@/components/empty';
import { goHome } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { firsts } from '../firsts';
import { BookSheet } from './book-sheet';
import { VenueCard } from './venue-card';

const ALL = 'all';

/** Venues by campus, one kind of them at a time if wished. */
export function Venues({ desk, now }: { desk: SeenDesk; now: number }) {
  const { t, pick } = useWords();
  const [wished, wish] = useState(ALL);
  const [chosen, choose] = useState<string | null>(null);
  const kinds = firsts(desk.venues.map(({ kind }) => kind));
  const kind = kinds.some(({ id }) => id === wished) ? wished : ALL;
  const venues = desk.venues.filter((venue) => kind === ALL || venue.kind.id === kind);
  const campuses = firsts(venues.map(({ campus }) => campus));
  if (desk.venues.length === 0) {
    return (
      <Empty
        icon="hall"
        title={t('booking.none')}
        text={t('booking.noneText')}
        action={{ word: t('booking.home'), onClick: goHome }}
      />
    );
  }
  return (
    <>
      {kinds.length > 1 && (
        <Choice
          label={t('booking.kinds')}
          options={[
            { value: ALL, word: t('booking.allKinds') },
            ...kinds.map(({ id, name }) => ({ value: id, word: pick(name) })),
          ]}
          chosen={[kind]}
          onToggle={wish}
        />
      )}
      {campuses.map(({ id, name }) => (
        <View key={id} className="campus">
          <Text className="section">{pick(name)}</Text>
          {venues
            .filter(({ campus }) => campus.id === id)
            .map((venue) => (
              <VenueCard key={venue.id} venue={venue} desk={desk} now={now} onChoose={(hall) => choose(hall.id)} />
            ))}
        </View>
      ))}
      <Chosen desk={desk} hallId={chosen} now={now} onClose={() => choose(null)} />
    </>
  );
}

const hallIn = (venues: VenueOption[], hallId: string | null): { venue: VenueOption; hall: HallOption } | undefined =>
  venues.flatMap((venue) => venue.halls.map((hall) => ({ venue, hall }))).find(({ hall }) => hall.id === hallId);

interface ChosenProps {
  desk: SeenDesk;
  hallId: string | null;
  now: number;
  onClose: () => void;
}

function Chosen({ desk, hallId, now, onClose }: ChosenProps) {
  const found = hallIn(desk.venues, hallId);
  return found ? <BookSheet key={hallId} {...found} desk={desk} now={now} onClose={onClose} /> : null;
}

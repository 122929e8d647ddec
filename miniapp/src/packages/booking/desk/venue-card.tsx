import { Text, View } from '@tarojs/components';
import type { HallOption, VenueOption } from '@shared/venue';
import type { SeenDesk } from '@/booking/kept-desk';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { choiceFor } from '../choice';
import { HallLine } from './hall-line';
import { WeekButton } from './week-button';

interface Props {
  venue: VenueOption;
  desk: SeenDesk;
  /** by the server's clock */
  now: number;
  onChoose: (hall: HallOption) => void;
}

/** A venue: whether it is open, until when, and what is free in its halls. */
export function VenueCard({ venue, desk, now, onChoose }: Props) {
  const { t, pick } = useWords();
  const { name, kind, isOpen, useMinutes, halls } = venue;
  return (
    <View className="card venue">
      <View className="row row--apart row--wrap">
        <Text className="title">{pick(name)}</Text>
        <Tag tone={isOpen ? 'good' : 'plain'} icon={isOpen ? 'done' : 'clock'}>
          {t(isOpen ? 'booking.open' : venue.closedFor ? 'booking.closedNow' : 'booking.closed')}
        </Tag>
      </View>
      <View className="row row--apart row--wrap">
        <View className="venue__facts">
          <Text className="weak">
            {[saidKind(pick(kind.name), pick(name)), t('booking.stay', { minutes: useMinutes })]
              .filter(Boolean)
              .join(' · ')}
          </Text>
          <Turn venue={venue} />
        </View>
        <WeekButton venue={venue} />
      </View>
      {isOpen &&
        halls.map((hall) => (
          <HallLine
            key={hall.id}
            hall={hall}
            choice={choiceFor(hall, venue, desk, now)}
            label={`${pick(name)} ${pick(hall.name)}`}
            onChoose={() => onChoose(hall)}
          />
        ))}
    </View>
  );
}

/** Nothing where the name of the venue says it already. */
const saidKind = (kind: string, name: string): string => (name.toLowerCase().includes(kind.toLowerCase()) ? '' : kind);

/** When it closes or opens, and why it is closed out of turn. */
function Turn({ venue: { isOpen, changesAt, closedFor } }: { venue: VenueOption }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const turn = changesAt
    ? t(isOpen ? 'booking.closesAt' : 'booking.opensAt', { time: at(changesAt) })
    : isOpen
      ? null
      : t('booking.noOpening');
  const words = [closedFor && !isOpen ? pick(closedFor) : null, turn].filter(Boolean).join(' · ');
  return words ? <Text className={isOpen ? 'weak' : 'strong'}>{words}</Text> : null;
}

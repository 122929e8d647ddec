import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { HallOption, VenueOption } from '@shared/venue';
import { asProblem } from '@/api/problem-error';
import type { SeenDesk } from '@/booking/kept-desk';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { Sheet } from '@/components/sheet';
import { openBreaches, openPass } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { choiceFor, standingOf } from '../choice';
import { useBook, useJoin } from './use-desk';

interface Props {
  venue: VenueOption;
  hall: HallOption;
  desk: SeenDesk;
  /** by the server's clock */
  now: number;
  onClose: () => void;
}

/** What one agrees to, before a place is taken; where the last one has just gone, the way into the line. */
export function BookSheet({ venue, hall, desk, now, onClose }: Props) {
  const { t, pick } = useWords();
  const booking = useBook();
  const joining = useJoin();
  const choice = choiceFor(hall, venue, desk, now);
  const isWait = choice === 'wait';
  const act = (): void => {
    const told = (key: 'booking.booked' | 'booking.joined') => {
      void Taro.showToast({ title: t(key), icon: 'success' });
      onClose();
    };
    if (isWait) {
      booking.reset();
      const onSuccess = ({ booking: placed }: { booking: unknown }): void =>
        told(placed ? 'booking.booked' : 'booking.joined');
      joining.mutate({ hallId: hall.id }, { onSuccess });
    } else {
      booking.mutate({ hallId: hall.id }, { onSuccess: () => told('booking.booked') });
    }
  };
  const error = booking.error ?? joining.error;
  return (
    <Sheet open title={`${pick(venue.name)} · ${pick(hall.name)}`} onClose={onClose}>
      {isWait ? <WaitRules hall={hall} /> : <BookRules venue={venue} desk={desk} />}
      {error !== null && <Refused error={error} />}
      {(isWait || choice === 'book') && !isFinal(error) && (
        <MainButton busy={booking.isPending || joining.isPending} onClick={act}>
          {t(isWait ? 'booking.join' : 'booking.confirm')}
        </MainButton>
      )}
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}

/** Asking again a moment later brings the same. */
const FINAL = ['PASS_NOT_VALID', 'BOOKING_PAUSED', 'BOOKING_LIMIT', 'BOOKING_ACTIVE', 'HALL_NOT_YOURS', 'VENUE_CLOSED'];
const isFinal = (error: unknown): boolean => error !== null && FINAL.includes(asProblem(error).code);

function Refused({ error }: { error: unknown }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const { code, details } = asProblem(error);
  const { until } = details;
  return (
    <>
      <ProblemPanel error={error} />
      {typeof until === 'string' && <Text className="strong">{t('booking.until', { time: at(until) })}</Text>}
      {code === 'PASS_NOT_VALID' && <MainButton onClick={openPass}>{t('booking.seePass')}</MainButton>}
      {code === 'BOOKING_PAUSED' && <MainButton onClick={openBreaches}>{t('booking.seeBreaches')}</MainButton>}
    </>
  );
}

function Rule({ icon, title, text }: { icon: IconName; title: string; text?: string }) {
  return (
    <View className="point">
      <Icon name={icon} />
      <View className="point__text">
        <Text className="strong">{title}</Text>
        {text && <Text className="weak">{text}</Text>}
      </View>
    </View>
  );
}

function BookRules({ venue, desk }: { venue: VenueOption; desk: SeenDesk }) {
  const { t, pick } = useWords();
  const left = standingOf(desk, venue)?.leftToday;
  const doors = venue.doors.filter(({ directions }) => directions.includes('in'));
  return (
    <>
      <Rule icon="clock" title={t('booking.rules.grace')} text={t('booking.rules.graceText')} />
      <Rule
        icon="pass"
        title={t('booking.rules.door')}
        text={
          doors.length > 0
            ? t('booking.doorsIn', { doors: doors.map(({ name }) => pick(name)).join(t('booking.and')) })
            : undefined
        }
      />
      <Rule
        icon="leave"
        title={t('booking.rules.use', { minutes: venue.useMinutes })}
        text={t('booking.rules.useText')}
      />
      {left !== undefined && (
        <Rule icon="record" title={t('booking.rules.today', { count: left })} text={t('booking.rules.todayText')} />
      )}
      {desk.waiting && (
        <Rule icon="warning" title={t('booking.rules.leaves', { venue: pick(desk.waiting.venue.name) })} />
      )}
    </>
  );
}

function WaitRules({ hall: { waiting } }: { hall: HallOption }) {
  const { t } = useWords();
  return (
    <>
      <Rule
        icon="people"
        title={waiting > 0 ? t('booking.rules.queue', { count: waiting }) : t('booking.rules.queueNone')}
        text={t('booking.rules.queueText')}
      />
      <Rule icon="notice" title={t('booking.rules.offer')} text={t('booking.rules.offerText')} />
    </>
  );
}

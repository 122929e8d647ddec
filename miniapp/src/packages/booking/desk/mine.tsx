import { Text, View } from '@tarojs/components';
import type { KindStanding } from '@shared/booking';
import { Callout } from '@/components/callout';
import { MenuItem } from '@/components/menu-item';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openBookings, openBreaches, openVenueBoard } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { isPaused } from '../choice';

/** Kinds that cannot be booked for a while: until when, why, and what to do. */
export function Paused({ standings, now }: { standings: KindStanding[]; now: number }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  return (
    <>
      {standings
        .filter((standing) => isPaused(standing, now))
        .map(({ kind, pausedUntil, breaches, breachDays }) => (
          <Callout
            key={kind.id}
            tone="warn"
            icon="warning"
            title={t('booking.paused', { kind: pick(kind.name) })}
            text={t('booking.pausedText', { days: breachDays, count: breaches, until: at(pausedUntil ?? '') })}
          >
            <TextButton icon="record" onClick={openBreaches}>
              {t('booking.seeBreaches')}
            </TextButton>
          </Callout>
        ))}
    </>
  );
}

/** What is left of today and what speaks against one, kind by kind. */
export function Mine({ standings, now }: { standings: KindStanding[]; now: number }) {
  const { t } = useWords();
  const watches = usePermission('venue.watch');
  return (
    <>
      {standings.length > 0 && (
        <View className="card">
          <Text className="title">{t('booking.mine')}</Text>
          {standings.map((standing) => (
            <Kind key={standing.kind.id} standing={standing} now={now} />
          ))}
        </View>
      )}
      <View className="list">
        <MenuItem icon="record" word={t('booking.history')} onClick={openBookings} />
        <MenuItem icon="warning" word={t('booking.breaches')} onClick={openBreaches} />
        {watches && <MenuItem icon="eye" word={t('booking.board')} onClick={openVenueBoard} />}
      </View>
    </>
  );
}

function Kind({ standing, now }: { standing: KindStanding; now: number }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { kind, leftToday, breaches, breachLimit, pausedUntil } = standing;
  const today = leftToday > 0 ? t('booking.today', { count: leftToday }) : t('booking.todayNone');
  return (
    <View className="fact">
      <View className="fact__body">
        <Text className="strong">{pick(kind.name)}</Text>
        <Text className="weak">
          {isPaused(standing, now) ? t('booking.pausedUntil', { time: at(pausedUntil ?? '') }) : today}
        </Text>
      </View>
      <Tag tone={breaches > 0 ? 'warn' : 'good'} icon={breaches > 0 ? 'warning' : 'done'}>
        {breaches > 0 ? t('booking.breachCount', { count: breaches, limit: breachLimit }) : t('booking.noBreaches')}
      </Tag>
    </View>
  );
}

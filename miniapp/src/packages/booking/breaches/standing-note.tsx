import type { KindStanding } from '@shared/booking';
import { Callout } from '@/components/callout';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { isPaused } from '../choice';

type Alike = [KindStanding, ...KindStanding[]];

/** Kinds without a miss and under one rule stand together, after those with most: nobody reads the same three times. */
export const alike = (standings: readonly KindStanding[]): Alike[] => {
  const notes = new Map<string, Alike>();
  for (const standing of standings) {
    const { kind, breaches, breachLimit, breachDays, coolDownHours } = standing;
    const key = breaches > 0 ? kind.id : `${breachLimit}/${breachDays}/${coolDownHours}`;
    notes.set(key, [...(notes.get(key) ?? []), standing] as Alike);
  }
  return [...notes.values()].sort(([one], [other]) => other.breaches - one.breaches);
};

/** How one stands with kinds of venues, and what one more would bring. @param now by the server's clock */
export function StandingNote({ kinds, now }: { kinds: Alike; now: number }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const [standing] = kinds;
  const { breaches, breachLimit, breachDays, coolDownHours, pausedUntil } = standing;
  const facts = {
    kind: kinds.map(({ kind }) => pick(kind.name)).join(t('booking.and')),
    count: breaches,
    days: breachDays,
    hours: coolDownHours,
  };
  if (isPaused(standing, now)) {
    return (
      <Callout
        tone="danger"
        icon="warning"
        title={t('breaches.paused', { ...facts, until: at(pausedUntil ?? '') })}
        text={t('breaches.pausedText', facts)}
      />
    );
  }
  if (breaches > 0) {
    return (
      <Callout
        tone="warn"
        icon="clock"
        title={t('breaches.some', facts)}
        text={t('breaches.someText', { ...facts, more: Math.max(1, breachLimit - breaches) })}
      />
    );
  }
  return (
    <Callout
      tone="good"
      icon="done"
      title={t('breaches.clean', facts)}
      text={t('breaches.cleanText', { ...facts, limit: breachLimit })}
    />
  );
}

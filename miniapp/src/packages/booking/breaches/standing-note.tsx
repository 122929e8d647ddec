import type { KindStanding } from '@shared/booking';
import { Callout } from '@/components/callout';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { isPaused } from '../choice';

/** How one stands with one kind of venues, and what one more would bring. @param now by the server's clock */
export function StandingNote({ standing, now }: { standing: KindStanding; now: number }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { kind, breaches, breachLimit, breachDays, coolDownHours, pausedUntil } = standing;
  const facts = { kind: pick(kind.name), count: breaches, days: breachDays, hours: coolDownHours };
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

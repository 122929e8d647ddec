import { useEffect, useState } from 'react';
import type { TemporaryPassView } from '@shared/pass';
import { phoneNow } from '@/clock';
import { useCountdown } from '@/state/use-countdown';
import { phaseOf, type Phase } from './phase';
import { renewPasses } from './use-passes';

const endOf = ({ startsAt, endsAt }: TemporaryPassView, phase: Phase): string | null => {
  if (phase === 'ahead') {
    return startsAt;
  }
  return phase === 'open' ? endsAt : null;
};

/**
 * How a pass stands, second by second, and how long it stays so; one that has ended is among the past ones.
 * @param aheadMs how far the server's clock is ahead of the phone's
 */
export const usePhase = (pass: TemporaryPassView, aheadMs: number): { phase: Phase; leftMs: number } => {
  const [phase, setPhase] = useState(() => phaseOf(pass, phoneNow() + aheadMs));
  const end = endOf(pass, phase);
  const leftMs = useCountdown(end, aheadMs);
  const isOver = end !== null && leftMs === 0;
  useEffect(() => {
    if (!isOver) {
      return;
    }
    const next = phaseOf(pass, phoneNow() + aheadMs);
    setPhase(next);
    if (next === 'over') {
      void renewPasses();
    }
  }, [isOver]);
  return { phase, leftMs };
};

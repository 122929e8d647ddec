import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { openBooking, openTemporaryPasses } from '@/pages/routes';
import { minutesCovered } from '@/passing/codes';
import { placeOf, saidGate } from '@/passing/gate-places';
import { useKeptPass } from '@/passing/kept-pass';
import { useProblemWords } from '@/words/use-problem-words';
import { useWords } from '@/words/use-words';
import type { ShownCode } from './use-code';
import type { Gate } from './use-gate';

interface Props {
  gate: Gate;
  code: ShownCode;
  now: number;
  onChooseGate: () => void;
}

/** Where the code would stand: why it does not, and what to do. */
export function NoCode({ gate, code, now, onChooseGate }: Props) {
  const { t } = useWords();
  const wordsOf = useProblemWords();
  const { problem, isAlone, renew } = code;
  if (gate.choice === null) {
    return (
      <Instead icon="location" title={t('pass.noGate')} text={t('pass.noGateText')}>
        <MainButton onClick={onChooseGate}>{t('pass.chooseGate')}</MainButton>
      </Instead>
    );
  }
  if (problem === null) {
    return <View className="code-card__picture photo--busy" ariaLabel={t('pass.asking')} />;
  }
  if (isAlone && problem.status === 0) {
    return (
      <Instead icon="offline" title={t('pass.noReserve')} text={t('pass.noReserveText')}>
        <OtherReserve gate={gate} now={now} />
        <MainButton kind="second" onClick={renew}>
          {t('app.retry')}
        </MainButton>
      </Instead>
    );
  }
  const { title, next } = wordsOf(problem);
  switch (problem.code) {
    case 'TEMPORARY_PASS_NEEDED':
      return (
        <Instead icon="clock" title={title} text={t('pass.temporaryText')}>
          <MainButton onClick={openTemporaryPasses}>{t('pass.applyTemporary')}</MainButton>
          <MainButton kind="second" onClick={onChooseGate}>
            {t('pass.chooseGate')}
          </MainButton>
        </Instead>
      );
    case 'BOOKING_NEEDED':
    case 'BOOKING_VOID':
      return (
        <Instead icon="clock" title={title} text={next}>
          <MainButton onClick={openBooking}>{t('home.tileBooking')}</MainButton>
          <MainButton kind="second" onClick={onChooseGate}>
            {t('pass.chooseGate')}
          </MainButton>
        </Instead>
      );
    case 'GATE_DIRECTION_CLOSED':
    case 'NOT_FOUND':
      return (
        <Instead icon="location" title={title} text={next}>
          <MainButton onClick={onChooseGate}>{t('pass.chooseGate')}</MainButton>
        </Instead>
      );
    default:
      return <ProblemPanel error={problem} onRetry={renew} />;
  }
}

/** Codes that the phone still keeps for another way. */
function OtherReserve({ gate, now }: { gate: Gate; now: number }) {
  const { t, pick } = useWords();
  const codes = useKeptPass((pass) => pass.codes);
  const place = placeOf(gate.places, codes?.gateId);
  const way = codes && t(`pass.directions.${codes.direction}`);
  return codes && place && minutesCovered(codes, now) > 0 ? (
    <MainButton onClick={() => gate.goTo(codes)}>
      {t('pass.useReserve', { gate: `${saidGate(place, pick)} · ${way}` })}
    </MainButton>
  ) : null;
}

function Instead(props: { icon: IconName; title: string; text: string; children: ReactNode }) {
  const { icon, title, text, children } = props;
  return (
    <View className="instead" ariaRole="alert">
      <View className="empty__icon">
        <Icon name={icon} size={48} />
      </View>
      <Text className="title">{title}</Text>
      <Text className="weak">{text}</Text>
      <View className="instead__actions">{children}</View>
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { TEMPORARY_PASS_NEXT, type TemporaryPassView } from '@shared/pass';
import { Icon } from '@/components/icon';
import { Callout } from '@/components/callout';
import { Confirm } from '@/components/confirm';
import { MainButton } from '@/components/main-button';
import { OwnComments } from '@/components/own-comments';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { phoneNow } from '@/clock';
import { openTemporaryForm } from '@/pages/routes';
import { useSettling } from '@/state/use-settling';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { LOOKS, type Phase } from './phase';
import { showCode } from './show-code';
import { renewPasses, useWithdrawal } from './use-passes';
import { usePhase } from './use-phase';

interface Props {
  pass: TemporaryPassView;
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
}

/** One pass: when and where it opens gates, how long until then, and what can be done about it. */
export function PassCard({ pass, aheadMs }: Props) {
  const { t, pick, book } = useWords();
  const { span } = useCampusTime();
  const { phase, leftMs } = usePhase(pass, aheadMs);
  const deciding = useSettling(pass.settlesAt, aheadMs, () => void renewPasses());
  const { correction } = pass;
  const why = [correction?.reason && book.approvals.reasons[correction.reason], correction?.comment];
  return (
    <View className={phase === 'open' ? 'card pass-card pass-card--open' : 'card pass-card'}>
      <Tag {...LOOKS[phase]}>{t(`temporary.phases.${phase}`)}</Tag>
      <Text className="title pass-card__when">{span(pass.startsAt, pass.endsAt)}</Text>
      <View className="pass-card__line">
        <Icon name="location" />
        <Text className="pass-card__words">{pass.gates.map(({ name }) => pick(name)).join(t('temporary.and'))}</Text>
      </View>
      <View className="pass-card__line">
        <Icon name="message" />
        <Text className="pass-card__words verbatim">{pass.reason}</Text>
      </View>
      {(phase === 'ahead' || phase === 'open') && <Left pass={pass} phase={phase} leftMs={leftMs} />}
      {phase === 'waiting' && <Waiting pass={pass} deciding={deciding} aheadMs={aheadMs} />}
      {(phase === 'returned' || phase === 'rejected') && (
        <Callout
          tone={phase === 'returned' ? 'warn' : 'danger'}
          icon={LOOKS[phase].icon}
          title={t(`temporary.why.${phase}`, { name: pass.approver.name })}
          text={why.filter(Boolean).join(' · ')}
        />
      )}
      {(phase === 'waiting' || phase === 'returned') && <OwnComments kind="temporary_pass" id={pass.id} />}
      {!deciding && <Actions pass={pass} phase={phase} />}
    </View>
  );
}

interface LeftProps {
  pass: TemporaryPassView;
  phase: 'ahead' | 'open';
  leftMs: number;
}

/** The countdown to the window, or to its end with the way to the code. */
function Left({ pass, phase, leftMs }: LeftProps) {
  const { t } = useWords();
  const { left } = useCampusTime();
  return (
    <>
      <View className="pass-left">
        <Text className="pass-left__word">{t(phase === 'open' ? 'temporary.endsIn' : 'temporary.startsIn')}</Text>
        <Text className="pass-left__figure figures">{left(leftMs)}</Text>
      </View>
      {phase === 'open' ? (
        <MainButton onClick={() => showCode(pass)}>{t('temporary.show')}</MainButton>
      ) : (
        <Text className="weak">{t('temporary.aheadText')}</Text>
      )}
    </>
  );
}

function Waiting({ pass, deciding, aheadMs }: Props & { deciding: boolean }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const isLate = Date.parse(pass.endsAt) <= phoneNow() + aheadMs;
  if (deciding) {
    return <Callout tone="info" icon="clock" title={t('returning.deciding')} />;
  }
  return (
    <>
      <Text className="weak">
        {t('temporary.waitingText', { name: pass.approver.name, time: at(pass.submittedAt) })}
      </Text>
      {isLate && <Callout tone="warn" icon="warning" title={t('temporary.late')} text={t('temporary.lateText')} />}
    </>
  );
}

function Actions({ pass: { id, state }, phase }: { pass: TemporaryPassView; phase: Phase }) {
  const { t } = useWords();
  const [asking, ask] = useState(false);
  const withdrawal = useWithdrawal(id);
  const next = phase === 'over' ? {} : TEMPORARY_PASS_NEXT[state];
  if (!next.submit && !next.withdraw) {
    return null;
  }
  return (
    <View className="pass-card__actions">
      {next.submit && (
        <TextButton icon="edit" onClick={() => openTemporaryForm(id)}>
          {t(phase === 'returned' ? 'temporary.correct' : 'temporary.change')}
        </TextButton>
      )}
      {next.withdraw && (
        <TextButton icon="close" tone="danger" onClick={() => ask(true)}>
          {t('temporary.withdraw')}
        </TextButton>
      )}
      <Confirm
        open={asking}
        danger
        title={t('temporary.withdrawAsk')}
        text={t(state === 'approved' ? 'temporary.withdrawApproved' : 'temporary.withdrawText')}
        word={t('temporary.withdraw')}
        busy={withdrawal.isPending}
        error={withdrawal.error}
        onConfirm={() => withdrawal.mutate(undefined, { onSuccess: () => ask(false) })}
        onClose={() => ask(false)}
      />
    </View>
  );
}

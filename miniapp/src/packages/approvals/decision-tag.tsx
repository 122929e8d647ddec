import { Text, View } from '@tarojs/components';
import type { ApprovalDecision, Outcome } from '@shared/approval';
import type { IconName } from '@/components/icon';
import { Tag, type Tone } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

const LOOKS: Record<Outcome, { tone: Tone; icon: IconName }> = {
  approve: { tone: 'good', icon: 'done' },
  return: { tone: 'warn', icon: 'edit' },
  reject: { tone: 'danger', icon: 'failed' },
};

/** What was decided, by whom and when. */
export function DecisionTag({ decision }: { decision: ApprovalDecision }) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  const { outcome, reason, comment, decidedBy, decidedAt } = decision;
  return (
    <>
      <View className="row row--wrap">
        <Tag {...LOOKS[outcome]}>{t(`approvals.outcomes.${outcome}`)}</Tag>
        <Text className="field__hint">{t('approvals.decidedBy', { name: decidedBy, time: at(decidedAt) })}</Text>
      </View>
      {(reason ?? comment) && (
        <Text className="weak">{[reason && book.approvals.reasons[reason], comment].filter(Boolean).join(' · ')}</Text>
      )}
    </>
  );
}

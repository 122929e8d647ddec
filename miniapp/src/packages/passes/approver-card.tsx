import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ApproverOption } from '@shared/approval';
import { ApproverChoice } from '@/components/approver-choice';
import { Callout } from '@/components/callout';
import { TextButton } from '@/components/text-button';
import { openSupport } from '@/pages/routes';
import { useWords } from '@/words/use-words';

interface Props {
  approvers: ApproverOption[];
  chosen: string | undefined;
  /** the usual one was chosen for the person */
  isPreselected: boolean;
  onChoose: (personId: string) => void;
  error: string | null;
}

/** Who decides: the usual one at a glance, the others behind a tap. */
export function ApproverCard({ approvers, chosen, isPreselected, onChoose, error }: Props) {
  const { t, pick } = useWords();
  const [choosing, choose] = useState(false);
  const approver = approvers.find(({ personId }) => personId === chosen);
  if (approvers.length === 0) {
    return (
      <Callout tone="warn" icon="people" title={t('returning.noApprover')} text={t('returning.noApproverText')}>
        <TextButton icon="service" onClick={() => openSupport()}>
          {t('app.support')}
        </TextButton>
      </Callout>
    );
  }
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="title">{t('returning.approver')}</Text>
        {approver && !choosing && approvers.length > 1 && (
          <TextButton icon="people" onClick={() => choose(true)}>
            {t('passForm.otherApprover')}
          </TextButton>
        )}
      </View>
      {approver && !choosing ? (
        <View className="list__main">
          <Text className="strong">{approver.name}</Text>
          <Text className="weak">{pick(approver.unit)}</Text>
        </View>
      ) : (
        <>
          <Text className="field__hint">{t(isPreselected ? 'returning.approverHint' : 'returning.approverFree')}</Text>
          <ApproverChoice
            label={t('returning.approver')}
            approvers={approvers}
            chosen={chosen}
            onChoose={onChoose}
            error={error}
          />
        </>
      )}
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import type { ReturnDesk } from '@shared/return';
import { ApproverChoice } from '@/components/approver-choice';
import { Callout } from '@/components/callout';
import { Empty } from '@/components/empty';
import { openSupport } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { Facts, useDraftFacts } from './draft-facts';
import type { ReturnEditor } from './use-return-draft';

interface Props {
  desk: ReturnDesk;
  editor: ReturnEditor;
  missing: string[];
}

/** Who decides, and a last look at what is handed in. */
export function ApproverStep({ desk, editor, missing }: Props) {
  const { t, pick } = useWords();
  const facts = useDraftFacts(desk);
  const { approvers, unitNotice, preselectedApproverId } = desk;
  return (
    <>
      {unitNotice && <Callout tone="info" icon="notice" title={t('returning.unitNotice')} text={pick(unitNotice)} />}
      {approvers.length === 0 ? (
        <Empty
          icon="people"
          title={t('returning.noApprover')}
          text={t('returning.noApproverText')}
          action={{ word: t('app.support'), onClick: () => openSupport() }}
        />
      ) : (
        <View className="card">
          <Text className="title">{t('returning.approver')}</Text>
          <Text className="field__hint">
            {t(preselectedApproverId ? 'returning.approverHint' : 'returning.approverFree')}
          </Text>
          <ApproverChoice
            label={t('returning.approver')}
            approvers={approvers}
            chosen={editor.draft.approverId}
            onChoose={(approverId) => editor.change({ approverId })}
            error={missing.includes('approverId') ? t('returning.needApprover') : null}
          />
        </View>
      )}
      <View className="card">
        <Text className="title">{t('returning.look')}</Text>
        <Facts facts={facts(editor.draft)} />
      </View>
    </>
  );
}

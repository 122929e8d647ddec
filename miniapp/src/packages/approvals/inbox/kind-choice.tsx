import { View } from '@tarojs/components';
import { APPROVAL_KINDS, type ApprovalKind } from '@shared/approval';
import { Choice } from '@/components/choice';
import { useWords } from '@/words/use-words';

interface Props {
  /** undefined: whatever was asked for */
  chosen: ApprovalKind | undefined;
  onChoose: (kind: ApprovalKind | undefined) => void;
}

const EVERY = 'every';

/** Which of the things that can be asked for are listed. */
export function KindChoice({ chosen, onChoose }: Props) {
  const { t } = useWords();
  return (
    <View className="kinds">
      <Choice
        label={t('approvals.whichKind')}
        options={[
          { value: EVERY, word: t('approvals.everyKind') },
          ...APPROVAL_KINDS.map((kind) => ({ value: kind, word: t(`approvals.kinds.${kind}`) })),
        ]}
        chosen={[chosen ?? EVERY]}
        onToggle={(value) => onChoose(APPROVAL_KINDS.find((kind) => kind === value))}
      />
    </View>
  );
}

import type { ApprovalKind } from '@shared/approval';
import type { IconName } from '@/components/icon';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';

const ICONS: Record<ApprovalKind, IconName> = {
  return: 'return',
  leaving: 'leave',
  exempt_pass: 'pass',
  temporary_pass: 'clock',
};

/** What is asked for. */
export function KindTag({ kind }: { kind: ApprovalKind }) {
  const { t } = useWords();
  return (
    <Tag tone="plain" icon={ICONS[kind]}>
      {t(`approvals.kinds.${kind}`)}
    </Tag>
  );
}

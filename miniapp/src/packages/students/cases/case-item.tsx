import { Text, View } from '@tarojs/components';
import type { CaseLine } from '@shared/follow-up';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { openStudentReport } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { PersonHead } from '../people/person-head';

export function CaseItem({ line, onClose }: { line: CaseLine; onClose: () => void }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { reportId, closedAt } = line;
  const mayOpen = usePermission('check_in.read');
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Text className="strong">{pick(line.title)}</Text>
          {closedAt ? (
            <Tag tone="good" icon="done">
              {t('cases.closedAt', { time: at(closedAt) })}
            </Tag>
          ) : (
            <Tag tone={line.overdue ? 'danger' : 'warn'} icon={line.overdue ? 'warning' : 'clock'}>
              {line.overdue ? t('cases.overdue') : t('cases.due', { time: at(line.dueAt) })}
            </Tag>
          )}
        </View>
        <PersonHead person={line.person} />
        <Text className="field__hint">
          {[
            t('cases.openedAt', { time: at(line.openedAt) }),
            line.overdue && !closedAt && t('cases.due', { time: at(line.dueAt) }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </Text>
        {line.closingNote && <Text>{line.closingNote}</Text>}
        <View className="callout__actions">
          {reportId && mayOpen && (
            <TextButton icon="record" onClick={() => openStudentReport(reportId)}>
              {t('cases.see')}
            </TextButton>
          )}
          {!closedAt && (
            <TextButton icon="tick" onClick={onClose}>
              {t('cases.close')}
            </TextButton>
          )}
        </View>
      </View>
    </View>
  );
}

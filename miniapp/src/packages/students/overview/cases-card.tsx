import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { Tag } from '@/components/tag';
import { openCases } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useWords } from '@/words/use-words';

export function CasesCard({ open, overdue }: { open: number; overdue: number }) {
  const { t } = useWords();
  const mayHandle = usePermission('case.handle');
  if (!mayHandle) {
    return null;
  }
  return (
    <View className="list">
      <View className="list__item" ariaRole="button" ariaLabel={t('students.cases')} onClick={() => openCases()}>
        <View className="list__main">
          <Text className="strong">{t('students.cases')}</Text>
          <View className="row row--wrap">
            <Tag tone={open > 0 ? 'warn' : 'good'} icon={open > 0 ? 'clock' : 'done'}>
              {t('students.casesOpen', { count: open })}
            </Tag>
            {overdue > 0 && (
              <Tag tone="danger" icon="warning">
                {t('students.casesOverdue', { count: overdue })}
              </Tag>
            )}
          </View>
        </View>
        <Icon name="forward" size={16} />
      </View>
    </View>
  );
}

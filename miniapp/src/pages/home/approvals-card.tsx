import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { openApprovals } from '@/pages/routes';
import { useWords } from '@/words/use-words';

/** What waits for this person's decision. */
export function ApprovalsCard({ pending }: { pending: number }) {
  const { t } = useWords();
  const words = t('home.approvalsWaiting', { count: pending });
  return (
    <View className="card waiting" ariaRole="button" ariaLabel={words} onClick={openApprovals}>
      <Text className="count__figure waiting__figure">{pending}</Text>
      <View className="list__main">
        <Text className="strong">{t('home.approvals')}</Text>
        <Text className="weak">{t('home.approvalsText')}</Text>
      </View>
      <Icon name="forward" size={16} />
    </View>
  );
}

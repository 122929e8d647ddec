import { View } from '@tarojs/components';
import { MenuItem } from '@/components/menu-item';
import { openExpected } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useWords } from '@/words/use-words';

export function ExpectedLink() {
  const { t } = useWords();
  const mayFollow = usePermission('return.follow');
  return mayFollow ? (
    <View className="list">
      <MenuItem icon="location" word={t('approvals.expected')} onClick={openExpected} />
    </View>
  ) : null;
}

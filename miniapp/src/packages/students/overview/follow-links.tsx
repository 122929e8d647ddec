import { View } from '@tarojs/components';
import { MenuItem } from '@/components/menu-item';
import { openExpected, openHolds } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useWords } from '@/words/use-words';

/** Who is expected, and who may pass no gate: for whoever follows that. */
export function FollowLinks() {
  const { t } = useWords();
  const followsReturns = usePermission('return.follow');
  const followsHolds = usePermission('hold.follow');
  return followsReturns || followsHolds ? (
    <View className="list">
      {followsReturns && <MenuItem icon="location" word={t('approvals.expected')} onClick={openExpected} />}
      {followsHolds && <MenuItem icon="failed" word={t('holds.title')} onClick={openHolds} />}
    </View>
  ) : null;
}

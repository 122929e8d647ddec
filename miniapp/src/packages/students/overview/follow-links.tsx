import { View } from '@tarojs/components';
import { MenuItem } from '@/components/menu-item';
import { openExpected, openHolds, openWatch } from '@/pages/routes';
import { usePermission } from '@/state/use-permission';
import { useWords } from '@/words/use-words';

/** Who is expected, who may pass no gate, and who passed which: for whoever follows that. */
export function FollowLinks() {
  const { t } = useWords();
  const followsReturns = usePermission('return.follow');
  const followsHolds = usePermission('hold.follow');
  const watchesPassages = usePermission('passage.watch');
  return followsReturns || followsHolds || watchesPassages ? (
    <View className="list">
      {followsReturns && <MenuItem icon="location" word={t('expected.link')} onClick={openExpected} />}
      {followsHolds && <MenuItem icon="failed" word={t('holds.title')} onClick={openHolds} />}
      {watchesPassages && <MenuItem icon="pass" word={t('watch.title')} onClick={openWatch} />}
    </View>
  ) : null;
}

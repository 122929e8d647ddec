import { MenuItem } from '@/components/menu-item';
import { MainButton } from '@/components/main-button';
import { Sheet } from '@/components/sheet';
import { View } from '@tarojs/components';
import { useWords } from '@/words/use-words';

interface Props {
  onTransfer: () => void;
  onReject: () => void;
  onClose: () => void;
}

export function MoreSheet({ onTransfer, onReject, onClose }: Props) {
  const { t } = useWords();
  return (
    <Sheet open title={t('approvals.moreTitle')} onClose={onClose}>
      <View>
        <MenuItem icon="people" word={t('approvals.transfer')} onClick={onTransfer} />
        <MenuItem icon="failed" word={t('approvals.reject')} onClick={onReject} />
      </View>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}

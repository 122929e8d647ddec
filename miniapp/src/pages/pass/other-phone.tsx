import { Text, View } from '@tarojs/components';
import { Icon } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { useWords } from '@/words/use-words';
import type { usePass } from './use-pass';

interface Props {
  phone: string;
  taking: ReturnType<typeof usePass>['taking'];
}

/** One phone at a time: which one it is, and the way to make it this one. */
export function OtherPhone({ phone, taking }: Props) {
  const { t } = useWords();
  return (
    <View className="card instead">
      <View className="empty__icon">
        <Icon name="phone" size={48} />
      </View>
      <Text className="title">{t('pass.otherPhone')}</Text>
      <Text className="weak">{t('pass.otherPhoneText', { phone })}</Text>
      {taking.error && <ProblemPanel error={taking.error} />}
      <View className="instead__actions">
        <MainButton busy={taking.isPending} onClick={() => taking.mutate()}>
          {t('pass.takeOver')}
        </MainButton>
      </View>
    </View>
  );
}

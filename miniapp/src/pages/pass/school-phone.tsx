import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useQuery } from '@tanstack/react-query';
import { getSupport } from '@/api/support';
import { TextButton } from '@/components/text-button';
import { useSchool } from '@/state/use-school';
import { useWords } from '@/words/use-words';

/** For whoever cannot wait; nothing until it is known, nor where the school has none. */
export function SchoolPhone() {
  const { t } = useWords();
  const code = useSchool().school?.code;
  const { data } = useQuery({
    queryKey: ['support', code],
    queryFn: () => getSupport(code ?? ''),
    enabled: code !== undefined,
  });
  const phone = data?.phone;
  return phone ? (
    <View className="row row--apart row--wrap">
      <Text className="figures">{t('pass.schoolPhone', { phone })}</Text>
      <TextButton icon="phone" onClick={() => void Taro.makePhoneCall({ phoneNumber: phone })}>
        {t('support.call')}
      </TextButton>
    </View>
  ) : null;
}

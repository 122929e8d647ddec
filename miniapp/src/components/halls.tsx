import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import type { ServiceHall } from '@shared/support';
import { useWords } from '@/words/use-words';
import { Icon } from './icon';
import { TextButton } from './text-button';

interface Props {
  title: string;
  halls: ServiceHall[];
  phone: string;
}

export function Halls({ title, halls, phone }: Props) {
  const { t, pick } = useWords();
  if (halls.length === 0 && phone === '') {
    return null;
  }
  return (
    <View className="card">
      <Text className="title">{title}</Text>
      {halls.map((hall) => (
        <View className="hall" key={hall.name.zh}>
          <Icon name="hall" />
          <View className="hall__body">
            <Text className="strong">{pick(hall.name)}</Text>
            <Text className="weak">{pick(hall.place)}</Text>
            <Text className="weak">{pick(hall.hours)}</Text>
          </View>
        </View>
      ))}
      {phone !== '' && (
        <View className="row row--apart row--wrap">
          <Text className="strong figures">{phone}</Text>
          <TextButton icon="phone" onClick={() => void Taro.makePhoneCall({ phoneNumber: phone })}>
            {t('support.call')}
          </TextButton>
        </View>
      )}
    </View>
  );
}

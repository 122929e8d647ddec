import { Text, View } from '@tarojs/components';
import type { MeView } from '@shared/identity';
import { Tag } from '@/components/tag';
import { useWords } from '@/words/use-words';

export function Account({ me }: { me: MeView }) {
  const { t, pick } = useWords();
  return (
    <View className="card">
      <Text className="title">{me.name}</Text>
      <Text className="figures">{me.number}</Text>
      <Text className="weak">{`${pick(me.school.name)} · ${pick(me.unit)}`}</Text>
      <View className="row row--wrap">
        {me.roles.map((role) => (
          <Tag key={role} tone="info" icon="person">
            {t(`me.roles.${role}`)}
          </Tag>
        ))}
      </View>
    </View>
  );
}

import { Text, View } from '@tarojs/components';
import type { PersonLine } from '@shared/follow-up';
import { useWords } from '@/words/use-words';

export function PersonHead({ person }: { person: PersonLine }) {
  const { pick } = useWords();
  return (
    <View>
      <View className="row row--wrap">
        <Text className="strong">{person.name}</Text>
        <Text className="figures weak">{person.number}</Text>
      </View>
      <Text className="weak">{pick(person.unit)}</Text>
    </View>
  );
}

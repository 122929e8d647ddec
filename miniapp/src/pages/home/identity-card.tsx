import { Text, View } from '@tarojs/components';
import type { PersonCard } from '@shared/identity';
import { TextButton } from '@/components/text-button';
import { openCorrection } from '@/pages/routes';
import { useWords } from '@/words/use-words';

const yuan = (fen: number): string => `¥${(fen / 100).toFixed(2)}`;

/** The sign that binding worked: number, name and balance together. */
export function IdentityCard({ person }: { person: PersonCard }) {
  const { t, pick } = useWords();
  const missing = person.balanceFen === null;
  const [word, hint] = person.card
    ? (['home.balanceMissing', 'home.balanceMissingHint'] as const)
    : (['home.cardNone', 'home.cardNoneHint'] as const);
  return (
    <View className="identity">
      <View className="identity__head">
        <Text className="identity__name">{person.name}</Text>
        <Text className="identity__place">
          {`${pick(person.campus)} · ${t(person.presence === 'on_campus' ? 'home.onCampus' : 'home.offCampus')}`}
        </Text>
      </View>
      <View className="identity__middle">
        <Text className="identity__unit">{pick(person.unit)}</Text>
        <TextButton icon="edit" onClick={openCorrection}>
          {t('home.wrong')}
        </TextButton>
      </View>
      <View className="identity__foot">
        <View className="identity__figure">
          <Text className="identity__label">{t('home.number')}</Text>
          <Text className="figures">{person.number}</Text>
        </View>
        <View className="identity__figure">
          <Text className="identity__label">
            {person.card
              ? `${t('home.balance')} · ${t('home.cardEnding', { lastFour: person.card.lastFour })}`
              : t('home.balance')}
          </Text>
          <Text className={missing ? '' : 'figures'}>
            {person.balanceFen === null ? t(word) : yuan(person.balanceFen)}
          </Text>
        </View>
      </View>
      {missing && <Text className="identity__label">{t(hint)}</Text>}
    </View>
  );
}

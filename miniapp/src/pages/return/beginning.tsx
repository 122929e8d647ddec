import { Text, View } from '@tarojs/components';
import type { ReturnDesk } from '@shared/return';
import { Icon, type IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { useWords } from '@/words/use-words';
import { useBeginning } from '@/returning/use-return';

/** What to have at hand before one begins. */
export function Beginning({ desk }: { desk: ReturnDesk }) {
  const { t, pick } = useWords();
  const beginning = useBeginning();
  return (
    <Page
      title={t('returning.title')}
      action={
        <MainButton busy={beginning.isPending} onClick={() => beginning.mutate()}>
          {t('returning.begin')}
        </MainButton>
      }
    >
      <View className="card">
        <View className="banner">
          <Icon name="notice" size={16} />
          <Text>{t('home.campaign', { name: pick(desk.campaign.name) })}</Text>
        </View>
        <Text className="title">{t('returning.beginTitle')}</Text>
        <Text className="weak">{t('returning.beginText')}</Text>
      </View>
      {beginning.error && <ProblemPanel error={beginning.error} onRetry={() => beginning.mutate()} />}
      <View className="card">
        <Text className="title">{t('returning.prepare')}</Text>
        {desk.slots.map(({ key, title, help, required }) => (
          <Point
            key={key}
            icon="photo"
            title={required ? pick(title) : `${pick(title)}${t('returning.optionalMark')}`}
            text={pick(help)}
          />
        ))}
        <Point icon="clock" title={t('returning.prepareJourney')} text={t('returning.prepareJourneyText')} />
      </View>
    </Page>
  );
}

function Point({ icon, title, text }: { icon: IconName; title: string; text: string }) {
  return (
    <View className="point">
      <Icon name={icon} />
      <View className="point__text">
        <Text className="strong">{title}</Text>
        <Text className="weak">{text}</Text>
      </View>
    </View>
  );
}

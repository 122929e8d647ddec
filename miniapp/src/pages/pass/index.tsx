import { Text, View } from '@tarojs/components';
import type { PassView } from '@shared/pass';
import { Icon } from '@/components/icon';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { useWords } from '@/words/use-words';
import { LOOKS } from './status';
import { usePass } from './use-pass';

export default function PassPage() {
  const { t } = useWords();
  const query = usePass();
  const next = query.data && LOOKS[query.data.status].next;
  return (
    <Page
      title={t('pass.title')}
      action={next ? <MainButton onClick={next.open}>{t(`pass.next.${next.word}`)}</MainButton> : undefined}
    >
      <Loaded query={query}>{(pass) => <Status pass={pass} />}</Loaded>
    </Page>
  );
}

function Status({ pass }: { pass: PassView }) {
  const { t, pick, book } = useWords();
  const { tone, icon } = LOOKS[pass.status];
  const { word, text } = book.pass.statuses[pass.status];
  return (
    <View className="card card--result">
      <View className={`result__round tone--${tone}`}>
        <Icon name={icon} size={48} />
      </View>
      <Text className="title">{word}</Text>
      <Text className="figures">{t('pass.holder', { name: pass.maskedName, number: pass.number })}</Text>
      <Text className="weak">{pick(pass.unit)}</Text>
      <Text className="weak">{text}</Text>
    </View>
  );
}

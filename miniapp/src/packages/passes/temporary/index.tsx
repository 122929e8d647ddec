import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { TEMPORARY_PASS_LISTS, type TemporaryPassList } from '@shared/pass';
import { Icon } from '@/components/icon';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { Tabs } from '@/components/tabs';
import { openTemporaryForm } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import '../passes.scss';
import { PassCard } from './pass-card';
import { useTemporaryPasses } from './use-passes';
import '../words/register';

/** Temporary passes: the one that can be used now first. */
export default function TemporaryPasses() {
  const { t } = useWords();
  const [list, setList] = useState<TemporaryPassList>('current');
  const { query, items, more, aheadMs } = useTemporaryPasses(list);
  return (
    <Page
      title={t('temporary.title')}
      action={<MainButton onClick={() => openTemporaryForm()}>{t('temporary.ask')}</MainButton>}
    >
      <Tabs
        tabs={TEMPORARY_PASS_LISTS.map((value) => ({ value, word: t(`temporary.lists.${value}`) }))}
        chosen={list}
        onChoose={setList}
      />
      <Loaded query={query} rows={5}>
        {() =>
          items.length > 0 ? (
            <>
              {items.map((pass) => (
                <PassCard key={`${pass.id}/${pass.revision}`} pass={pass} aheadMs={aheadMs} />
              ))}
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          ) : list === 'current' ? (
            <HowItWorks />
          ) : (
            <Empty icon="record" title={t('temporary.nonePast')} text={t('temporary.nonePastText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

const WAY = ['gates', 'approval', 'code'] as const;

/** Nothing asked for: whom it is for, and the three steps of it. */
function HowItWorks() {
  const { t } = useWords();
  return (
    <>
      <Empty icon="pass" title={t('temporary.none')} text={t('temporary.noneText')} />
      <View className="card">
        {WAY.map((step, index) => (
          <View key={step} className="point">
            <View className="way__step figures">{String(index + 1)}</View>
            <View className="point__text">
              <Text className="strong">{t(`temporary.way.${step}`)}</Text>
              <Text className="weak">{t(`temporary.way.${step}Text`)}</Text>
            </View>
          </View>
        ))}
        <View className="point weak">
          <Icon name="info" />
          <Text className="point__text">{t('temporary.notAlways')}</Text>
        </View>
      </View>
    </>
  );
}

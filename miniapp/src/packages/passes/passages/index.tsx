import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { PassageLine } from '@shared/passage';
import { VERDICT_WORDS } from '@shared/verdict';
import { getPassages } from '@/api/passes';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { openPass } from '@/pages/routes';
import { PassageTabs } from '@/passing/passage-tabs';
import { usePages } from '@/state/use-pages';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import '../words/register';

/** One's own passages, the newest first. */
export default function Passages() {
  const { t } = useWords();
  const [refused, choose] = useState(false);
  const { query, items, more } = usePages(['passages', refused], (cursor) => getPassages(refused, cursor));
  return (
    <Page title={t('passages.title')}>
      <PassageTabs refused={refused} onChoose={choose} />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <None refused={refused} />
          ) : (
            <>
              <View className="list">
                {items.map((passage) => (
                  <Passage key={passage.id} passage={passage} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function None({ refused }: { refused: boolean }) {
  const { t } = useWords();
  return refused ? (
    <Empty icon="done" title={t('passages.noneRefused')} text={t('passages.noneRefusedText')} />
  ) : (
    <Empty
      icon="record"
      title={t('passages.none')}
      text={t('passages.noneText')}
      action={{ word: t('passages.open'), onClick: openPass }}
    />
  );
}

function Passage({ passage }: { passage: PassageLine }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { gate, direction, verdict, admitted, offline } = passage;
  const { title, next } = VERDICT_WORDS[verdict];
  return (
    <View className="list__item">
      <View className="list__main">
        <View className="row row--apart row--wrap">
          <Text className="strong">{`${t(`passages.directions.${direction}`)} · ${pick(gate)}`}</Text>
          <Tag tone={admitted ? 'good' : 'danger'} icon={admitted ? 'done' : 'failed'}>
            {admitted ? t('passages.admitted') : `${t('passages.refused')} · ${pick(title)}`}
          </Tag>
        </View>
        {!admitted && next.zh && <Text className="weak">{pick(next)}</Text>}
        <View className="row row--apart row--wrap">
          <Text className="field__hint">{at(passage.at)}</Text>
          {offline && (
            <Tag tone="plain" icon="offline">
              {t('passages.offline')}
            </Tag>
          )}
        </View>
      </View>
    </View>
  );
}

import { View } from '@tarojs/components';
import { useState, type ReactElement } from 'react';
import { getWatchedPassages, type Watched } from '@/api/passages';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { PassageTabs } from '@/passing/passage-tabs';
import { usePages } from '@/state/use-pages';
import { useWords } from '@/words/use-words';
import { WatchedLine } from './watched-line';

interface Props {
  of: Watched;
  none: ReactElement;
  /** where a line leads on to its person */
  onPerson?: (personId: string) => void;
}

export function WatchedList({ of, none, onPerson }: Props) {
  const { t } = useWords();
  const [refused, choose] = useState(false);
  const { query, items, more } = usePages(['watched-passages', of, refused], (cursor) =>
    getWatchedPassages(of, refused, cursor),
  );
  const empty = refused ? <Empty icon="done" title={t('watch.noneRefused')} text={t('watch.noneRefusedText')} /> : none;
  return (
    <>
      <PassageTabs refused={refused} onChoose={choose} />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            empty
          ) : (
            <>
              <View className="list">
                {items.map((passage) => (
                  <WatchedLine key={passage.id} passage={passage} onPerson={onPerson} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
    </>
  );
}

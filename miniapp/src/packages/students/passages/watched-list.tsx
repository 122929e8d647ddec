import { View } from '@tarojs/components';
import type { ReactElement } from 'react';
import { getWatchedPassages, type Watched } from '@/api/passages';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { usePages } from '@/state/use-pages';
import { WatchedLine } from './watched-line';

interface Props {
  of: Watched;
  none: ReactElement;
  /** where a line leads on to its person */
  onPerson?: (personId: string) => void;
}

export function WatchedList({ of, none, onPerson }: Props) {
  const { query, items, more } = usePages(['watched-passages', of], (cursor) => getWatchedPassages(of, cursor));
  return (
    <Loaded query={query}>
      {() =>
        items.length === 0 ? (
          none
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
  );
}

import { Text, View } from '@tarojs/components';
import type { HallBoard, VenueBoard } from '@shared/venue';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { ThreeFigures } from '@/components/three-figures';
import { movingClock } from '@/words/campus-time';
import { useWords } from '@/words/use-words';
import '../booking.scss';
import '../words/register';
import { firsts } from '../firsts';
import { HallTally } from './hall-tally';
import { useBoard } from './use-board';

/** Places, in use, overdue: as they are now. */
export default function VenueBoardPage() {
  const { t } = useWords();
  const query = useBoard();
  return (
    <Page title={t('board.title')}>
      <Loaded query={query} rows={8}>
        {(board) =>
          board.venues.length === 0 ? (
            <Empty icon="hall" title={t('board.none')} text={t('board.noneText')} />
          ) : (
            <Board board={board} isStale={query.isError} />
          )
        }
      </Loaded>
    </Page>
  );
}

const sum = (halls: HallBoard[], of: (hall: HallBoard) => number): number =>
  halls.reduce((total, hall) => total + of(hall), 0);

function Board({ board: { serverTime, venues }, isStale }: { board: VenueBoard; isStale: boolean }) {
  const { t, pick } = useWords();
  const halls = venues.flatMap((venue) => venue.halls);
  const overdue = sum(halls, (hall) => hall.overdue);
  const time = movingClock(Date.parse(serverTime));
  return (
    <>
      <Tag tone={isStale ? 'warn' : 'plain'} icon={isStale ? 'offline' : 'refresh'}>
        {t(isStale ? 'board.stale' : 'board.live', { time })}
      </Tag>
      <ThreeFigures
        figures={[
          { tone: 'good', icon: 'done', word: t('board.inUse'), count: sum(halls, (hall) => hall.inUse) },
          {
            tone: 'info',
            icon: 'clock',
            word: t('board.held'),
            count: sum(halls, (hall) => hall.held + hall.offered),
          },
          { tone: overdue > 0 ? 'danger' : 'plain', icon: 'warning', word: t('board.overdue'), count: overdue },
        ]}
      />
      {firsts(venues.map(({ campus }) => campus)).map(({ id, name }) => (
        <View key={id} className="campus">
          <Text className="section">{pick(name)}</Text>
          {venues
            .filter(({ campus }) => campus.id === id)
            .map((venue) => (
              <Watched key={venue.id} venue={venue} />
            ))}
        </View>
      ))}
    </>
  );
}

function Watched({ venue: { name, isOpen, halls } }: { venue: VenueBoard['venues'][number] }) {
  const { t, pick } = useWords();
  return (
    <View className="card venue">
      <View className="row row--apart row--wrap">
        <Text className="title">{pick(name)}</Text>
        <Tag tone={isOpen ? 'good' : 'plain'} icon={isOpen ? 'done' : 'clock'}>
          {t(isOpen ? 'booking.open' : 'booking.closed')}
        </Tag>
      </View>
      {halls.map((hall) => (
        <HallTally key={hall.id} hall={hall} label={`${pick(name)} ${pick(hall.name)}`} />
      ))}
    </View>
  );
}

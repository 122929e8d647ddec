import type { SeenDesk } from '@/booking/kept-desk';
import { phoneNow } from '@/clock';
import { Callout } from '@/components/callout';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import '../booking.scss';
import '../words/register';
import { FarewellNote } from './farewell-note';
import { Mine, Paused } from './mine';
import { OtherVenues } from './other-venues';
import { RunningBar } from './running-bar';
import { RunningCard } from './running-card';
import { useDesk } from './use-desk';
import { useFarewell } from './use-farewell';
import { useRunning, type Running } from './use-running';
import { Venues } from './venues';
import { WaitingCard } from './waiting-card';

/** What runs first, then where a place is free now. */
export default function BookingDeskPage() {
  const { t } = useWords();
  const { query, isOld } = useDesk();
  const again = (): void => void query.refetch();
  const running = useRunning(query.data, again);
  return (
    <Page
      title={t('booking.title')}
      tellsOffline={query.data !== undefined}
      action={running && running.phase !== 'void' ? <RunningBar running={running} /> : undefined}
    >
      <Loaded query={query} rows={8}>
        {(desk) => (
          <>
            {isOld && <OldDesk desk={desk} onRetry={again} />}
            {query.isError && !isOld && <ProblemPanel error={query.error} onRetry={again} />}
            <Desk desk={desk} running={running} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function OldDesk({ desk, onRetry }: { desk: SeenDesk; onRetry: () => void }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  return (
    <Callout
      tone="warn"
      icon="offline"
      title={t('booking.asOf', { time: at(desk.serverTime) })}
      text={t('booking.asOfText')}
    >
      <TextButton icon="refresh" onClick={onRetry}>
        {t('app.retry')}
      </TextButton>
    </Callout>
  );
}

function Desk({ desk, running }: { desk: SeenDesk; running: Running | null }) {
  const now = phoneNow() + desk.aheadMs;
  const gone = useFarewell(desk);
  return (
    <>
      {running && <RunningCard running={running} />}
      {!running && desk.waiting && <WaitingCard waiting={desk.waiting} />}
      {gone && <FarewellNote {...gone} />}
      {!running && <Paused standings={desk.standings} now={now} />}
      {running ? <OtherVenues desk={desk} now={now} /> : <Venues desk={desk} now={now} />}
      <Mine standings={desk.standings} now={now} />
    </>
  );
}

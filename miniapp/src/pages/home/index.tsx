import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { useWords } from '@/words/use-words';
import { ApprovalsCard } from './approvals-card';
import { BookingCard } from './booking-card';
import { FollowCard } from './follow-card';
import { IdentityCard } from './identity-card';
import { Invitation } from './invitation';
import { ReturnCard } from './return-card';
import { Tiles } from './tiles';
import { TodayCard } from './today-card';
import { useHome } from './use-home';

export default function Home() {
  const { t } = useWords();
  const { signedIn, query, aheadMs } = useHome();
  return (
    <Page title={t('home.title')}>
      {signedIn ? (
        <Loaded query={query} rows={6}>
          {(home) => (
            <>
              <IdentityCard person={home.person} />
              <TodayCard due={home.checkIn} aheadMs={aheadMs} onPassed={() => void query.refetch()} />
              {home.booking && (
                <BookingCard running={home.booking} aheadMs={aheadMs} onPassed={() => void query.refetch()} />
              )}
              {home.return && <ReturnCard due={home.return} />}
              {home.approvals && home.approvals.pending > 0 && <ApprovalsCard pending={home.approvals.pending} />}
              {home.follow && <FollowCard follow={home.follow} />}
              <Tiles home={home} />
            </>
          )}
        </Loaded>
      ) : (
        <>
          <Invitation />
          <Tiles home={null} />
        </>
      )}
    </Page>
  );
}

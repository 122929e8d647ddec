import { useState } from 'react';
import { asProblem } from '@/api/problem-error';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { goHome } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { Beginning } from './beginning';
import { ReturnEditor } from './return-editor';
import { Standing } from './standing';
import { isFilling } from './steps';
import { useReturnDesk, type Desk } from '@/returning/use-return';

export default function Return() {
  const { t, book } = useWords();
  const query = useReturnDesk();
  const problem = query.error ? asProblem(query.error) : null;
  if (query.data) {
    return <Application desk={query.data} refetch={() => void query.refetch()} />;
  }
  return (
    <Page title={t('returning.title')}>
      {problem?.code === 'CAMPAIGN_NONE' ? (
        <Empty
          icon="return"
          title={t('returning.none')}
          text={book.errors.CAMPAIGN_NONE.next}
          action={{ word: t('result.home'), onClick: goHome }}
        />
      ) : (
        <Loaded query={query} rows={6}>
          {() => <></>}
        </Loaded>
      )}
    </Page>
  );
}

function Application({ desk, refetch }: { desk: Desk; refetch: () => void }) {
  const { application } = desk;
  const [changing, change] = useState<number | null>(null);
  if (!application) {
    return <Beginning desk={desk} />;
  }
  // a change of what was handed in lasts until the next version
  const isChanging = application.state === 'submitted' && changing === application.version;
  if (isFilling(application.state) || isChanging) {
    return <ReturnEditor key={application.id} desk={desk} application={application} />;
  }
  return (
    <Standing desk={desk} application={application} onSettled={refetch} onChange={() => change(application.version)} />
  );
}

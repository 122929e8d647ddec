import { useState } from 'react';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { openPass } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import '../passes.scss';
import { ExemptForm } from './exempt-form';
import { ExemptStanding } from './exempt-standing';
import { useExemptDesk, type Desk } from './use-exempt';
import '../words/register';

/** Applying for a pass without a return application. */
export default function ExemptPass() {
  const { t } = useWords();
  const query = useExemptDesk();
  if (query.data) {
    return <Application desk={query.data} refetch={() => void query.refetch()} />;
  }
  return (
    <Page title={t('exempt.title')}>
      <Loaded query={query} rows={6}>
        {() => <></>}
      </Loaded>
    </Page>
  );
}

function Application({ desk, refetch }: { desk: Desk; refetch: () => void }) {
  const { t } = useWords();
  const { application, isOffered, aheadMs } = desk;
  const [editing, edit] = useState<'change' | 'new' | null>(null);
  const isChanging = application?.state === 'returned' || (application?.state === 'submitted' && editing === 'change');
  if (isOffered && (!application || isChanging || editing === 'new')) {
    return <ExemptForm key={application?.revision ?? 0} desk={desk} onDone={() => edit(null)} />;
  }
  if (application) {
    return (
      <ExemptStanding
        {...{ application, aheadMs, isOffered }}
        onSettled={refetch}
        onChange={() => edit('change')}
        onNew={() => edit('new')}
      />
    );
  }
  return (
    <Page title={t('exempt.title')}>
      <Empty
        icon="pass"
        title={t('exempt.notOffered')}
        text={t('exempt.notOfferedText')}
        action={{ word: t('exempt.seePass'), onClick: openPass }}
      />
    </Page>
  );
}

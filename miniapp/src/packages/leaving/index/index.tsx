import { useState } from 'react';
import type { LeavingDesk } from '@shared/leaving';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { useWords } from '@/words/use-words';
import { LeavingForm } from './leaving-form';
import { LeavingStanding } from './leaving-standing';
import { useLeavingDesk } from './use-leaving';

/** Leaving the campus for longer than a day. */
export default function Leaving() {
  const { t } = useWords();
  const query = useLeavingDesk();
  if (query.data) {
    return <Desk desk={query.data} />;
  }
  return (
    <Page title={t('leaving.title')}>
      <Loaded query={query} rows={6}>
        {() => <></>}
      </Loaded>
    </Page>
  );
}

function Desk({ desk }: { desk: LeavingDesk }) {
  const { application } = desk;
  const [editing, edit] = useState<'change' | 'new' | null>(null);
  const isOpen = application?.state === 'submitted' || application?.state === 'returned';
  if (!application || editing === 'new') {
    return <LeavingForm desk={desk} open={null} onDone={() => edit(null)} />;
  }
  if (application.state === 'returned' || (editing === 'change' && isOpen)) {
    return <LeavingForm key={application.id} desk={desk} open={application} onDone={() => edit(null)} />;
  }
  return <LeavingStanding application={application} onChange={() => edit('change')} onNew={() => edit('new')} />;
}

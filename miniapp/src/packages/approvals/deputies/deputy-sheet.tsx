import { useState } from 'react';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { Sheet } from '@/components/sheet';
import { WhenField } from '@/components/when-field';
import { phoneNow } from '@/clock';
import { campusDay, campusInstant, dayLater } from '@/words/campus-time';
import { useWords } from '@/words/use-words';
import { ApproverSearch } from '../approver-search';
import { useAddingDeputy } from './use-deputies';

const DAYS_AWAY = 7;
const DAYS_AHEAD = 41;

export function DeputySheet({ onClose }: { onClose: () => void }) {
  const { t } = useWords();
  const today = campusDay(phoneNow());
  const [deputyId, setDeputyId] = useState<string | null>(null);
  const [fromAt, setFromAt] = useState(() => new Date(phoneNow()).toISOString());
  const [untilAt, setUntilAt] = useState(() => campusInstant(dayLater(today, DAYS_AWAY), 0, 0));
  const [asked, setAsked] = useState(false);
  const adding = useAddingDeputy(onClose);
  const backwards = Date.parse(untilAt) <= Date.parse(fromAt);
  return (
    <Sheet open title={t('deputies.add')} onClose={onClose}>
      <ApproverSearch
        label={t('deputies.add')}
        chosen={deputyId}
        onChoose={setDeputyId}
        error={asked && !deputyId ? t('approvals.needPerson') : null}
      />
      <WhenField id="fromAt" label={t('deputies.from')} value={fromAt} onChange={setFromAt} daysAhead={DAYS_AHEAD} />
      <WhenField
        id="untilAt"
        label={t('deputies.until')}
        value={untilAt}
        onChange={setUntilAt}
        daysAhead={DAYS_AHEAD}
        error={asked && backwards ? t('deputies.backwards') : null}
      />
      {adding.error && <ProblemPanel error={adding.error} />}
      <MainButton
        busy={adding.isPending}
        onClick={() => {
          setAsked(true);
          if (deputyId && !backwards) {
            adding.mutate({ deputyId, fromAt, untilAt });
          }
        }}
      >
        {t('deputies.save')}
      </MainButton>
      <MainButton kind="second" onClick={onClose}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}

import { Page } from '@/components/page';
import { Tabs } from '@/components/tabs';
import { PEOPLE_LISTS } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { MissingList } from './missing-list';
import { ReportedList } from './reported-list';
import { usePeople } from './use-people';
import '../words/register';

export default function People() {
  const { t } = useWords();
  const { day: dayWords } = useCampusTime();
  const { list, setList, day, unitId } = usePeople();
  return (
    <Page title={`${t('students.title')} ${dayWords(day)}`}>
      <Tabs
        tabs={PEOPLE_LISTS.map((value) => ({ value, word: t(`students.${value}`) }))}
        chosen={list}
        onChoose={setList}
      />
      {list === 'missing' ? (
        <MissingList day={day} unitId={unitId} />
      ) : (
        <ReportedList key={list} day={day} unitId={unitId} abnormal={list === 'abnormal'} />
      )}
    </Page>
  );
}

import { submitReport } from '@/api/check-ins';
import { CheckInEditor } from '@/check-in/check-in-editor';
import { FormGate } from '@/check-in/form-gate';
import { showResult } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { useCheckInForm } from './use-check-in-form';

export default function CheckIn() {
  const { t } = useWords();
  const query = useCheckInForm();
  return (
    <FormGate title={t('checkIn.title')} query={query}>
      {(form) => (
        <CheckInEditor
          title={t('checkIn.title')}
          form={form}
          proxy={false}
          send={submitReport}
          reload={() => void query.refetch()}
          onDone={({ reportId }) => showResult(reportId)}
        />
      )}
    </FormGate>
  );
}

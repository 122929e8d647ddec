import { useState } from 'react';
import type { CaseLine } from '@shared/follow-up';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { Sheet } from '@/components/sheet';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import { PersonHead } from '../people/person-head';
import type { useCases } from './use-cases';

interface Props {
  line: CaseLine;
  closing: ReturnType<typeof useCases>['closing'];
  onCancel: () => void;
}

const LONGEST_NOTE = 500;

export function CloseSheet({ line, closing, onCancel }: Props) {
  const { t, pick } = useWords();
  const [note, setNote] = useState('');
  const [asked, setAsked] = useState(false);
  return (
    <Sheet open title={pick(line.title)} onClose={onCancel}>
      <PersonHead person={line.person} />
      <TextField
        id="closing-note"
        kind="long"
        label={t('cases.note')}
        placeholder={t('cases.noteHint')}
        maxLength={LONGEST_NOTE}
        value={note}
        onChange={setNote}
        error={asked && !note.trim() ? t('cases.needNote') : null}
      />
      {closing.error && <ProblemPanel error={closing.error} />}
      <MainButton
        busy={closing.isPending}
        onClick={() => {
          setAsked(true);
          if (note.trim()) {
            closing.mutate({ id: line.id, note: note.trim() });
          }
        }}
      >
        {t('cases.submit')}
      </MainButton>
      <MainButton kind="second" onClick={onCancel}>
        {t('app.cancel')}
      </MainButton>
    </Sheet>
  );
}

import { useQuery } from '@tanstack/react-query';
import { Text } from '@tarojs/components';
import { useState } from 'react';
import { findApprovers } from '@/api/approvals';
import { ApproverChoice } from '@/components/approver-choice';
import { Loaded } from '@/components/loaded';
import { TextField } from '@/components/text-field';
import { useSettled } from '@/state/use-settled';
import { useWords } from '@/words/use-words';

interface Props {
  label: string;
  chosen: string | null;
  onChoose: (personId: string) => void;
  error?: string | null;
}

/** Finds a colleague by name or unit. */
export function ApproverSearch({ label, chosen, onChoose, error }: Props) {
  const { t } = useWords();
  const [words, setWords] = useState('');
  const search = useSettled(words.trim());
  const query = useQuery({ queryKey: ['approvers', search], queryFn: () => findApprovers(search) });
  return (
    <>
      <TextField
        id="approver-search"
        label={t('approvals.search')}
        placeholder={t('approvals.searchHint')}
        value={words}
        onChange={setWords}
      />
      <Loaded query={query} rows={3}>
        {(approvers) =>
          approvers.length === 0 ? (
            <Text className="weak">{t('approvals.nobody')}</Text>
          ) : (
            <ApproverChoice label={label} approvers={approvers} chosen={chosen} onChoose={onChoose} error={error} />
          )
        }
      </Loaded>
    </>
  );
}

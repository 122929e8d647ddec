import { Tabs } from '@/components/tabs';
import { useWords } from '@/words/use-words';

/** All passages, or only those that were refused. */
export function PassageTabs({ refused, onChoose }: { refused: boolean; onChoose: (refused: boolean) => void }) {
  const { t } = useWords();
  return (
    <Tabs
      tabs={[
        { value: 'all', word: t('passages.all') },
        { value: 'refused', word: t('passages.refusedOnly') },
      ]}
      chosen={refused ? 'refused' : 'all'}
      onChoose={(value) => onChoose(value === 'refused')}
    />
  );
}

import { View } from '@tarojs/components';
import { CASE_STATES } from '@shared/follow-up';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tabs } from '@/components/tabs';
import { useWords } from '@/words/use-words';
import { CaseItem } from './case-item';
import { CloseSheet } from './close-sheet';
import { useCases } from './use-cases';
import '../words/register';

export default function Cases() {
  const { t } = useWords();
  const { state, setState, query, items, more, toClose, askClose, closing } = useCases();
  const open = state === 'open';
  return (
    <Page title={t('cases.title')}>
      <Tabs
        tabs={CASE_STATES.map((value) => ({ value, word: t(`cases.${value}`) }))}
        chosen={state}
        onChoose={setState}
      />
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty
              icon="done"
              title={t(open ? 'cases.none' : 'cases.noneClosed')}
              text={t(open ? 'cases.noneText' : 'cases.noneClosedText')}
            />
          ) : (
            <>
              <View className="list">
                {items.map((line) => (
                  <CaseItem key={line.id} line={line} onClose={() => askClose(line)} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
      {toClose && <CloseSheet key={toClose.id} line={toClose} closing={closing} onCancel={() => askClose(null)} />}
    </Page>
  );
}

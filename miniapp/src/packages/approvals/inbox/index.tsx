import { Text, View } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { Tabs } from '@/components/tabs';
import { TextButton } from '@/components/text-button';
import { openDeputies, openExpected } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { RefusedOnes, UndoBar, useCanUndo } from '../undo-bar';
import '../approvals.scss';
import { useDecide } from '../use-decide';
import { KindChoice } from './kind-choice';
import { RequestLine } from './request-line';
import { INBOX_TABS, useApprovalInbox } from './use-inbox';
import '../words/register';

/** What waits for a decision: what can be approved at once, what needs a look, and what is done. */
export default function ApprovalInbox() {
  const { t } = useWords();
  const inbox = useApprovalInbox();
  const deciding = useDecide(inbox.chooseNone);
  const { tab, lines, chosen, counts, query } = inbox;
  const approve = (): void => deciding.mutate({ requests: chosen, verdict: { outcome: 'approve' } });
  const canUndo = useCanUndo();
  const selecting = tab === 'clean' && lines.length > 0;
  return (
    <Page
      title={t('approvals.title')}
      action={
        selecting || canUndo ? (
          <>
            <UndoBar />
            {selecting && (
              <MainButton
                kind={chosen.length > 0 ? 'main' : 'second'}
                busy={deciding.isPending || inbox.choosingAll}
                onClick={chosen.length > 0 ? approve : () => void inbox.chooseAll()}
              >
                {chosen.length > 0
                  ? t('approvals.approveMany', { count: chosen.length })
                  : t('approvals.chooseAll', { count: counts?.clean ?? lines.length })}
              </MainButton>
            )}
          </>
        ) : undefined
      }
    >
      <Tabs
        tabs={INBOX_TABS.map((value) => ({
          value,
          word:
            value === 'done' || !counts
              ? t(`approvals.tabs.${value}`)
              : `${t(`approvals.tabs.${value}`)} ${counts[value]}`,
        }))}
        chosen={tab}
        onChoose={inbox.choose}
      />
      <KindChoice chosen={inbox.kind} onChoose={inbox.chooseKind} />
      <RefusedOnes />
      {deciding.error && (
        <ProblemPanel
          error={deciding.error}
          onRetry={() => deciding.variables && deciding.mutate(deciding.variables)}
        />
      )}
      <Loaded query={query} rows={6}>
        {() =>
          lines.length === 0 ? (
            <Empty
              icon={tab === 'done' ? 'record' : 'done'}
              title={t(`approvals.none.${tab}`)}
              text={t(`approvals.noneText.${tab}`)}
              action={
                tab === 'clean' && counts && counts.needs_look > 0
                  ? {
                      word: t('approvals.toNeedsLook', { count: counts.needs_look }),
                      onClick: () => inbox.choose('needs_look'),
                    }
                  : undefined
              }
            />
          ) : (
            <>
              {selecting && chosen.length > 0 && (
                <View className="row row--apart">
                  <Text className="weak">{t('approvals.chosen', { count: chosen.length })}</Text>
                  <View className="row">
                    {chosen.length < (counts?.clean ?? 0) && (
                      <TextButton onClick={() => void inbox.chooseAll()}>{t('approvals.all')}</TextButton>
                    )}
                    <TextButton onClick={inbox.chooseNone}>{t('approvals.chooseNone')}</TextButton>
                  </View>
                </View>
              )}
              <View className="list">
                {lines.map((line) => (
                  <RequestLine
                    key={line.id}
                    line={line}
                    chosen={selecting ? inbox.isChosen(line.id) : null}
                    onToggle={() => inbox.toggle(line.id)}
                    onOpen={() => inbox.open(line.id)}
                  />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={inbox.more} />
            </>
          )
        }
      </Loaded>
      <View className="card card--actions">
        <TextButton icon="people" onClick={openDeputies}>
          {t('approvals.deputies')}
        </TextButton>
        <TextButton icon="location" onClick={openExpected}>
          {t('approvals.expected')}
        </TextButton>
      </View>
    </Page>
  );
}

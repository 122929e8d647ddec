import { Text, View } from '@tarojs/components';
import type { ApprovalView } from '@shared/approval';
import { Callout } from '@/components/callout';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { ApprovalFacts, TriageReasons } from '../approval-facts';
import { DecisionTag } from '../decision-tag';
import { KindTag } from '../kind-tag';
import { RefusedOnes, UndoBar, useCanUndo } from '../undo-bar';
import '../approvals.scss';
import { useDecide } from '../use-decide';
import { DecisionBar } from './decision-bar';
import { Earlier } from './earlier';
import { Photos } from './photos';
import { Talk } from './talk';
import { useRequest } from './use-request';
import '../words/register';

/** One request after the other; the bar stays where the thumb is. */
export default function Request() {
  const { t } = useWords();
  const way = useRequest();
  const { query } = way;
  const deciding = useDecide(way.goOn);
  const canUndo = useCanUndo();
  const isOpen = query.data?.state === 'pending' && !query.data.decision;
  return (
    <Page
      title={
        way.place >= 0 && way.count > 1
          ? t('approvals.place', { place: way.place + 1, count: way.count })
          : t('approvals.one')
      }
      action={
        isOpen || canUndo ? (
          <>
            <UndoBar />
            {query.data && isOpen && (
              <DecisionBar key={query.data.id} request={query.data} deciding={deciding} onGone={way.goOn} />
            )}
          </>
        ) : undefined
      }
    >
      <RefusedOnes />
      <Loaded query={query} rows={8}>
        {(request) => <Content key={request.id} request={request} way={way} />}
      </Loaded>
    </Page>
  );
}

function Content({ request, way }: { request: ApprovalView; way: ReturnType<typeof useRequest> }) {
  const { t, pick } = useWords();
  const { at } = useCampusTime();
  const { person, state, decision, facts, earlier } = request;
  return (
    <>
      <View className="card">
        <View className="row row--apart row--wrap">
          <View className="row row--wrap">
            <Text className="title">{person.name}</Text>
            <Text className="figures weak">{person.number}</Text>
          </View>
          <KindTag kind={request.kind} />
        </View>
        <Text className="weak">{`${pick(person.unit)} · ${t('approvals.submitted', { time: at(request.submittedAt) })}`}</Text>
        <TriageReasons reasons={request.triageReasons} />
        {decision && <DecisionTag decision={decision} />}
      </View>
      {state !== 'pending' && !decision && <Callout tone="info" icon="info" title={t(`approvals.states.${state}`)} />}
      <Photos photos={request.photos} way={way} />
      <View className="card">
        <ApprovalFacts facts={facts} before={earlier[0]?.facts} />
      </View>
      {earlier.length > 0 && <Earlier request={request} />}
      <Talk request={request} />
    </>
  );
}

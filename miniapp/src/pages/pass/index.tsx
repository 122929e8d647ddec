import { View } from '@tarojs/components';
import { useState } from 'react';
import type { PassView } from '@shared/pass';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import { isUnanswered, asProblem } from '@/api/problem-error';
import { openPassages, openTemporaryPasses } from '@/pages/routes';
import { useKeptPass } from '@/passing/kept-pass';
import { useShown } from '@/state/use-shown';
import { useWords } from '@/words/use-words';
import { Advice } from './advice';
import { CodeCard } from './code-card';
import { GateBar } from './gate-bar';
import { GateSheet } from './gate-sheet';
import { OtherPhone } from './other-phone';
import { adviceOf } from './status';
import { StatusCard } from './status-card';
import { useBrightScreen } from './use-bright-screen';
import { useCode } from './use-code';
import { useGate, type Gate } from './use-gate';
import { showsElsewhere, usePass } from './use-pass';
import { useServerClock } from './use-server-clock';
import './pass.scss';

/** What is held up at the gate. */
export default function PassPage() {
  const { t, book } = useWords();
  const shown = useShown();
  const { query, gates, taking } = usePass(shown);
  const gate = useGate(query.data, gates.data);
  const [choosing, setChoosing] = useState(false);
  const advice = query.data && adviceOf(query.data, book);
  const isOld = query.isError && isUnanswered(asProblem(query.error));
  return (
    <Page
      title={t('pass.title')}
      tellsOffline={query.data && opens(query.data, gate)}
      action={advice?.next ? <MainButton onClick={advice.next.open}>{advice.next.word}</MainButton> : undefined}
    >
      <Loaded query={query} rows={8}>
        {(pass) => (
          <>
            <StatusCard pass={pass} isOld={isOld} />
            {query.isError && !isOld && <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />}
            {gates.isError && !gates.data && <ProblemPanel error={gates.error} onRetry={() => void gates.refetch()} />}
            <Opening {...{ pass, gate, taking, shown }} onChooseGate={() => setChoosing(true)} />
            <Ways />
          </>
        )}
      </Loaded>
      {choosing && gates.data && <GateSheet gate={gate} map={gates.data} onClose={() => setChoosing(false)} />}
    </Page>
  );
}

const opens = (pass: PassView, { direction }: Gate): boolean =>
  pass.directions.includes(direction) && !showsElsewhere(pass);

interface OpeningProps {
  pass: PassView;
  gate: Gate;
  taking: ReturnType<typeof usePass>['taking'];
  shown: boolean;
  onChooseGate: () => void;
}

/** The code for a gate, or what keeps it away. */
function Opening({ pass, gate, taking, shown, onChooseGate }: OpeningProps) {
  if (pass.directions.length === 0) {
    return <Advice pass={pass} />;
  }
  if (showsElsewhere(pass)) {
    return <OtherPhone phone={pass.device.other ?? ''} taking={taking} />;
  }
  return (
    <>
      <GateBar gate={gate} onChange={onChooseGate} />
      {opens(pass, gate) ? <Code {...{ pass, gate, shown, onChooseGate }} /> : <Advice pass={pass} />}
    </>
  );
}

function Code({ pass, gate, shown, onChooseGate }: Omit<OpeningProps, 'taking'>) {
  const aheadMs = useKeptPass((kept) => kept.aheadMs);
  const now = useServerClock(aheadMs, shown);
  const code = useCode(gate.choice, shown, now);
  useBrightScreen(shown && code.shown !== null);
  return <CodeCard pass={pass} gate={gate} code={code} now={now} onChooseGate={onChooseGate} />;
}

function Ways() {
  const { t } = useWords();
  return (
    <View className="row row--apart row--wrap ways">
      <TextButton icon="record" onClick={openPassages}>
        {t('pass.passages')}
      </TextButton>
      <TextButton icon="clock" onClick={openTemporaryPasses}>
        {t('pass.temporary')}
      </TextButton>
    </View>
  );
}

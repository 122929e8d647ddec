import { Image, View } from '@tarojs/components';
import { useMemo } from 'react';
import type { PassView } from '@shared/pass';
import type { IssuedCode } from '@shared/pass-code';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { saidGate } from '@/passing/gate-places';
import { minutesCovered, shownFor } from '@/passing/codes';
import { qrPicture } from '@/platform/qr-picture';
import { useWords } from '@/words/use-words';
import { DayBand } from './day-band';
import { NoCode } from './no-code';
import { Ring } from './ring';
import type { ShownCode } from './use-code';
import type { Gate } from './use-gate';

interface Props {
  pass: PassView;
  gate: Gate;
  code: ShownCode;
  now: number;
  onChooseGate: () => void;
}

export function CodeCard({ pass, gate, code, now, onChooseGate }: Props) {
  return (
    <View className="card code-card">
      <DayBand pass={pass} now={now} code={code.codes?.latest.code} />
      {code.shown ? (
        <>
          <Picture code={code.shown} gate={gate} />
          <Foot code={code} shown={code.shown} now={now} />
        </>
      ) : (
        <NoCode gate={gate} code={code} now={now} onChooseGate={onChooseGate} />
      )}
    </View>
  );
}

function Picture({ code: { code }, gate: { place, direction } }: { code: IssuedCode; gate: Gate }) {
  const { t, pick } = useWords();
  const source = useMemo(() => qrPicture(code), [code]);
  const gate = place ? saidGate(place, pick) : '';
  return (
    <Image
      className="code-card__picture"
      src={source}
      ariaLabel={t('pass.code', { gate, direction: t(`pass.directions.${direction}`) })}
    />
  );
}

function Foot({ code, shown, now }: { code: ShownCode; shown: IssuedCode; now: number }) {
  const { t } = useWords();
  const { codes, isAlone, isAsking, renew, problem } = code;
  if (!codes) {
    return null;
  }
  const span = shownFor(codes, shown, now);
  const isLast = shown !== codes.latest || isAlone;
  const minutes = minutesCovered(codes, now);
  const offline = problem?.code === 'OFFLINE' || problem?.code === 'TIMED_OUT';
  return (
    <>
      <View className="row row--apart row--wrap code-foot">
        <Ring span={span} now={now} label={(seconds) => t(isLast ? 'pass.endsIn' : 'pass.renewsIn', { seconds })} />
        {!isAlone && (
          <TextButton icon="refresh" onClick={isAsking ? () => undefined : renew}>
            {t(isAsking ? 'pass.asking' : 'pass.renew')}
          </TextButton>
        )}
      </View>
      <View className="row row--centre">
        {isAlone ? (
          <Tag tone="warn" icon="offline">
            {t(offline ? 'pass.alone' : 'pass.unanswered', { minutes })}
          </Tag>
        ) : (
          <Tag tone="good" icon="tick">
            {t('pass.reserve', { minutes })}
          </Tag>
        )}
      </View>
    </>
  );
}

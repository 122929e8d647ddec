import { useRouter } from '@tarojs/taro';
import { Text } from '@tarojs/components';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { openPassagesOf } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { GateField } from './gate-field';
import { WatchedList } from './watched-list';
import { useGateChoice } from './use-gate-choice';
import '../words/register';

/** Passages of the people one follows: at one gate today, or of one person as far back as they are kept. */
export default function WatchedPassages() {
  const { t } = useWords();
  const { personId } = useRouter().params;
  return <Page title={t('watch.title')}>{personId ? <OfPerson personId={personId} /> : <AtGate />}</Page>;
}

function OfPerson({ personId }: { personId: string }) {
  const { t } = useWords();
  return (
    <>
      <Text className="weak">{t('watch.lastMonth')}</Text>
      <WatchedList
        of={{ personId }}
        none={<Empty icon="record" title={t('watch.noneOfPerson')} text={t('watch.noneOfPersonText')} />}
      />
    </>
  );
}

function AtGate() {
  const { t } = useWords();
  const { query, places, place, choose } = useGateChoice();
  return (
    <Loaded query={query}>
      {() =>
        place ? (
          <>
            <GateField places={places} place={place} onChoose={choose} />
            <Text className="weak">{t('watch.lastDay')}</Text>
            <WatchedList
              key={place.gate.id}
              of={{ gateId: place.gate.id }}
              none={<Empty icon="record" title={t('watch.none')} text={t('watch.noneText')} />}
              onPerson={openPassagesOf}
            />
          </>
        ) : (
          <Empty icon="location" title={t('watch.noGates')} text={t('watch.noGatesText')} />
        )
      }
    </Loaded>
  );
}

import { Text, View } from '@tarojs/components';
import type { ReturnDue } from '@shared/return';
import type { IconName } from '@/components/icon';
import { MainButton } from '@/components/main-button';
import { Tag, type Tone } from '@/components/tag';
import { openArrival, openReturn } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

interface Look {
  tone: Tone;
  icon: IconName;
  open: () => void;
  /** something to do, not only something to await */
  isDue: boolean;
}

const LOOKS: Record<ReturnDue['state'], Look> = {
  none: { tone: 'info', icon: 'return', open: openReturn, isDue: true },
  draft: { tone: 'warn', icon: 'edit', open: openReturn, isDue: true },
  submitted: { tone: 'info', icon: 'clock', open: openReturn, isDue: false },
  returned: { tone: 'danger', icon: 'edit', open: openReturn, isDue: true },
  approved: { tone: 'good', icon: 'done', open: openArrival, isDue: true },
  rejected: { tone: 'danger', icon: 'failed', open: openReturn, isDue: false },
  withdrawn: { tone: 'plain', icon: 'close', open: openReturn, isDue: false },
  arrived: { tone: 'good', icon: 'location', open: openReturn, isDue: false },
};

/** Where the person stands with returning, and the one thing to do about it. */
export function ReturnCard({ due }: { due: ReturnDue }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const { state, returnsAt } = due;
  const { tone, icon, open, isDue } = LOOKS[state];
  return (
    <View className="card">
      <View className="row row--apart row--wrap">
        <Text className="title">{t('returning.title')}</Text>
        <Tag tone={tone} icon={icon}>
          {t(`home.returnStates.${state}`)}
        </Tag>
      </View>
      {returnsAt && state !== 'none' && <Text className="weak">{t('home.returnsAt', { time: at(returnsAt) })}</Text>}
      <MainButton kind={isDue && state !== 'none' ? 'main' : 'second'} onClick={open}>
        {t(`home.returnActions.${state}`)}
      </MainButton>
    </View>
  );
}

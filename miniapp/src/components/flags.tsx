import { View } from '@tarojs/components';
import type { ReportFlag } from '@shared/check-in';
import { useWords } from '@/words/use-words';
import type { IconName } from './icon';
import { Tag } from './tag';

const LOOKS = {
  no_location: { icon: 'location', word: 'result.flagNoLocation' },
  late: { icon: 'clock', word: 'result.flagLate' },
  proxy: { icon: 'people', word: 'result.flagProxy' },
  shared_device: { icon: 'phone', word: 'result.flagSharedDevice' },
  impossible_travel: { icon: 'location', word: 'result.flagImpossibleTravel' },
} as const satisfies Record<ReportFlag, { icon: IconName; word: string }>;

/** What is particular about a report; flagged, never blocked. */
export function Flags({ flags }: { flags: ReportFlag[] }) {
  const { t } = useWords();
  if (flags.length === 0) {
    return null;
  }
  return (
    <View className="row row--wrap">
      {flags.map((flag) => (
        <Tag key={flag} tone="plain" icon={LOOKS[flag].icon}>
          {t(LOOKS[flag].word)}
        </Tag>
      ))}
    </View>
  );
}

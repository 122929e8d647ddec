import { Text, View } from '@tarojs/components';
import type { HomeView } from '@shared/home';
import { ThreeFigures } from '@/components/three-figures';
import { phoneNow } from '@/clock';
import { openCases, openPeople, openStudents } from '@/pages/routes';
import { campusDay } from '@/words/campus-time';
import { useWords } from '@/words/use-words';

export function FollowCard({ follow }: { follow: NonNullable<HomeView['follow']> }) {
  const { t } = useWords();
  return (
    <View className="card">
      <Text className="title">{t('home.followTitle')}</Text>
      <ThreeFigures
        figures={[
          { tone: 'warn', icon: 'clock', word: t('home.followMissing'), count: follow.missing, onClick: openStudents },
          {
            tone: 'danger',
            icon: 'warning',
            word: t('home.followAbnormal'),
            count: follow.abnormal,
            onClick: () => openPeople('abnormal', campusDay(phoneNow())),
          },
          {
            tone: 'info',
            icon: 'record',
            word: t('home.followCases'),
            count: follow.openCases,
            onClick: () => openCases(),
          },
        ]}
      />
    </View>
  );
}

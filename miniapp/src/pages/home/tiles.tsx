import { Text, View } from '@tarojs/components';
import type { HomeView } from '@shared/home';
import { holds } from '@shared/permissions';
import { Icon, type IconName } from '@/components/icon';
import {
  openApprovals,
  openBooking,
  openCheckIn,
  openHistory,
  openInbox,
  openLeaving,
  openMe,
  openPass,
  openReturn,
  openStudents,
  openSupport,
  openVenueBoard,
} from '@/pages/routes';
import { useWords } from '@/words/use-words';

interface Tile {
  icon: IconName;
  word: string;
  onClick: () => void;
  badge?: number;
}

export function Tiles({ home }: { home: HomeView | null }) {
  const { t } = useWords();
  const member: Tile[] = home
    ? [
        { icon: 'health', word: t('home.tileCheckIn'), onClick: openCheckIn },
        { icon: 'pass', word: t('home.tilePass'), onClick: openPass },
        { icon: 'hall', word: t('home.tileBooking'), onClick: openBooking },
        { icon: 'return', word: t('home.tileReturn'), onClick: openReturn },
        { icon: 'leave', word: t('home.tileLeaving'), onClick: openLeaving },
        { icon: 'record', word: t('home.tileHistory'), onClick: openHistory },
        { icon: 'message', word: t('home.tileInbox'), onClick: openInbox, badge: home.unreadNotices },
      ]
    : [];
  const counsellor: Tile[] = home
    ? [
        ...(holds(home.roles, 'check_in.follow')
          ? [{ icon: 'people', word: t('home.tileStudents'), onClick: openStudents } as const]
          : []),
        ...(holds(home.roles, 'approval.decide')
          ? [
              {
                icon: 'safe',
                word: t('home.tileApprovals'),
                onClick: openApprovals,
                badge: home.approvals?.pending,
              } as const,
            ]
          : []),
      ]
    : [];
  const venues: Tile[] =
    home && holds(home.roles, 'venue.watch')
      ? [{ icon: 'eye', word: t('home.tileBoard'), onClick: openVenueBoard }]
      : [];
  const everybody: Tile[] = [
    { icon: 'service', word: t('home.tileSupport'), onClick: () => openSupport() },
    { icon: 'person', word: t('home.tileMe'), onClick: openMe },
  ];
  return (
    <View className="card">
      <Text className="title">{t('home.services')}</Text>
      <View className="tiles">
        {[...member, ...counsellor, ...venues, ...everybody].map((tile) => (
          <ServiceTile key={tile.word} {...tile} />
        ))}
      </View>
    </View>
  );
}

function ServiceTile({ icon, word, onClick, badge = 0 }: Tile) {
  const { t } = useWords();
  const unread = badge > 0 ? t(icon === 'message' ? 'home.unread' : 'home.waiting', { count: badge }) : '';
  return (
    <View className="tile" ariaRole="button" ariaLabel={unread ? `${word}, ${unread}` : word} onClick={onClick}>
      <View className="tile__icon">
        <Icon name={icon} size={28} />
        {badge > 0 && <Text className="badge">{badge > 99 ? '99+' : badge}</Text>}
      </View>
      <Text className="tile__word">{word}</Text>
    </View>
  );
}

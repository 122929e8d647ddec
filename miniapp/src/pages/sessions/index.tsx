import { Text, View } from '@tarojs/components';
import type { SessionView } from '@shared/identity';
import { Confirm } from '@/components/confirm';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { useSessions } from './use-sessions';

export default function Sessions() {
  const { t } = useWords();
  const { query, toEnd, askEnd, ending } = useSessions();
  return (
    <Page title={t('sessions.title')}>
      <Text className="weak">{t('sessions.advice')}</Text>
      <Loaded query={query}>
        {(sessions) => (
          <>
            <View className="list">
              {sessions.map((session) => (
                <SessionLine key={session.id} session={session} onEnd={() => askEnd(session)} />
              ))}
            </View>
            {sessions.every(({ current }) => current) && <Text className="weak">{t('sessions.noneText')}</Text>}
          </>
        )}
      </Loaded>
      <Confirm
        open={toEnd !== null}
        title={t('sessions.endAsk')}
        text={t('sessions.endText')}
        word={t('sessions.end')}
        danger
        busy={ending.isPending}
        error={ending.error}
        onConfirm={() => toEnd && ending.mutate(toEnd.id)}
        onClose={() => askEnd(null)}
      />
    </Page>
  );
}

function SessionLine({ session, onEnd }: { session: SessionView; onEnd: () => void }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  return (
    <View className="list__item">
      <View className="list__main">
        <Text className="strong breakable">{`${t(`me.platforms.${session.platform}`)} · ${session.deviceName}`}</Text>
        <View className="row row--apart row--wrap">
          <Text className="weak">{t('sessions.seen', { time: at(session.lastSeenAt) })}</Text>
          {session.current ? (
            <Tag tone="good" icon="done">
              {t('sessions.current')}
            </Tag>
          ) : (
            <TextButton tone="danger" onClick={onEnd}>
              {t('sessions.end')}
            </TextButton>
          )}
        </View>
      </View>
    </View>
  );
}

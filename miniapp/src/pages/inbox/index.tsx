import { Text, View } from '@tarojs/components';
import type { NoticeView } from '@shared/notice';
import { Empty } from '@/components/empty';
import { ListEnd } from '@/components/list-end';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { Tag } from '@/components/tag';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';
import { noticeWords } from './notice-words';
import { useInbox } from './use-inbox';

export default function Inbox() {
  const { t } = useWords();
  const { query, items, more, unread, readAll, readingAll, follow } = useInbox();
  return (
    <Page
      title={t('inbox.title')}
      action={
        unread > 0 ? (
          <MainButton kind="second" busy={readingAll.isPending} onClick={readAll}>
            {t('inbox.readAll')}
          </MainButton>
        ) : undefined
      }
    >
      {readingAll.error && <ProblemPanel error={readingAll.error} onRetry={readAll} />}
      <Loaded query={query}>
        {() =>
          items.length === 0 ? (
            <Empty icon="message" title={t('inbox.none')} text={t('inbox.noneText')} />
          ) : (
            <>
              <View className="list">
                {items.map((notice) => (
                  <Notice key={notice.id} notice={notice} onFollow={follow} />
                ))}
              </View>
              <ListEnd hasMore={query.hasNextPage} busy={query.isFetchingNextPage} onMore={more} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}

function Notice({ notice, onFollow }: { notice: NoticeView; onFollow: (notice: NoticeView) => void }) {
  const { t, book } = useWords();
  const { at } = useCampusTime();
  const { title, text, action } = noticeWords(book, notice);
  return (
    <View
      className="list__item"
      ariaRole="button"
      ariaLabel={`${title}, ${t(notice.readAt ? 'inbox.read' : 'inbox.unread')}`}
      onClick={() => onFollow(notice)}
    >
      <View className="list__main">
        <Text className={notice.readAt ? '' : 'strong'}>{title}</Text>
        <Text className="weak">{text}</Text>
        <View className="row row--apart row--wrap">
          <View className="row">
            {!notice.readAt && (
              <Tag tone="info" icon="message">
                {t('inbox.unread')}
              </Tag>
            )}
            <Text className="field__hint">{at(notice.createdAt)}</Text>
          </View>
          <Text className="link">{action}</Text>
        </View>
      </View>
    </View>
  );
}

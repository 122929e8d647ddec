import { useQuery } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import type { ApprovalKind } from '@shared/approval';
import { getOwnComments } from '@/api/approvals';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

/** What the approver wrote about an application; nothing where nothing was written. */
export function OwnComments({ kind, id }: { kind: ApprovalKind; id: string }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const { data: comments = [] } = useQuery({
    queryKey: ['own-comments', kind, id],
    queryFn: () => getOwnComments(kind, id),
  });
  if (comments.length === 0) {
    return null;
  }
  return (
    <View className="card">
      <Text className="strong">{t('returning.comments')}</Text>
      {comments.map(({ id: key, author, text, createdAt }) => (
        <View key={key} className="fact fact--line">
          <View className="fact__body">
            <Text className="field__hint">{`${author} · ${at(createdAt)}`}</Text>
            <Text className="verbatim">{text}</Text>
          </View>
        </View>
      ))}
    </View>
  );
}

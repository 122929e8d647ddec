import { useMutation } from '@tanstack/react-query';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import type { ApprovalView, CommentInput } from '@shared/approval';
import { comment } from '@/api/approvals';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { MainButton } from '@/components/main-button';
import { ProblemPanel } from '@/components/problem';
import { TextButton } from '@/components/text-button';
import { TextField } from '@/components/text-field';
import { queryClient } from '@/state/query-client';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

const LONGEST = 300;

/** What has been said about the request, and through whose hands it went. */
export function Talk({ request }: { request: ApprovalView }) {
  const { t } = useWords();
  const { at } = useCampusTime();
  const [writing, write] = useState(false);
  const [text, setText] = useState('');
  const { id, comments, transfers } = request;
  const send = useRepeatableWrite((body: CommentInput, key: string) => comment(id, body, key));
  const commenting = useMutation({
    mutationFn: () => send({ text: text.trim() }),
    onSuccess: async () => {
      setText('');
      write(false);
      await queryClient.invalidateQueries({ queryKey: ['approval', id] });
    },
  });
  return (
    <View className="card">
      {transfers.map(({ from, to, note, at: instant }) => (
        <View key={instant} className="fact fact--line">
          <View className="fact__body">
            <Text className="field__hint">{at(instant)}</Text>
            <Text>{t('approvals.transferredBy', { from, to })}</Text>
            {note && <Text className="weak">{note}</Text>}
          </View>
        </View>
      ))}
      {comments.map(({ id: key, author, text: said, createdAt }) => (
        <View key={key} className="fact fact--line">
          <View className="fact__body">
            <Text className="field__hint">{`${author} · ${at(createdAt)}`}</Text>
            <Text>{said}</Text>
          </View>
        </View>
      ))}
      {commenting.error && <ProblemPanel error={commenting.error} />}
      {writing ? (
        <>
          <TextField
            id="comment"
            kind="long"
            label={t('approvals.leaveComment')}
            hint={t('approvals.commentSeen')}
            maxLength={LONGEST}
            value={text}
            onChange={setText}
          />
          <MainButton kind="second" busy={commenting.isPending} onClick={() => text.trim() && commenting.mutate()}>
            {t('approvals.commentSend')}
          </MainButton>
        </>
      ) : (
        <TextButton icon="message" onClick={() => write(true)}>
          {t('approvals.leaveComment')}
        </TextButton>
      )}
    </View>
  );
}

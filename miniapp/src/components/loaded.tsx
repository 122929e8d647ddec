import { Skeleton } from '@nutui/nutui-react-taro';
import { View } from '@tarojs/components';
import type { QueryObserverResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { asProblem } from '@/api/problem-error';
import { openBind } from '@/pages/routes';
import { useWords } from '@/words/use-words';
import { Empty } from './empty';
import { ProblemPanel } from './problem';

const SIGNED_OUT = ['SIGN_IN_REQUIRED', 'SESSION_ENDED', 'REFRESH_REUSED'];

interface Props<T> {
  query: Pick<QueryObserverResult<T>, 'data' | 'isError' | 'error'> & { refetch: () => Promise<unknown> };
  /** rows of the skeleton */
  rows?: number;
  children: (data: T) => ReactElement;
}

/** A query on the page: skeleton, trouble with a way on, or what came. */
export function Loaded<T>({ query, rows = 4, children }: Props<T>) {
  const { t, book } = useWords();
  if (query.data !== undefined) {
    return children(query.data);
  }
  if (!query.isError) {
    return (
      <View className="card" ariaLabel={t('app.loading')}>
        <Skeleton rows={rows} size="large" animated />
      </View>
    );
  }
  const problem = asProblem(query.error);
  if (!SIGNED_OUT.includes(problem.code)) {
    return <ProblemPanel error={problem} onRetry={() => void query.refetch()} />;
  }
  const { title, next } = book.errors[problem.code];
  return <Empty icon="person" title={title} text={next} action={{ word: t('app.signIn'), onClick: openBind }} />;
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { useReachBottom } from '@tarojs/taro';
import type { Page } from '@shared/paging';

/** A list by cursor that goes on when the person reaches its end. */
export const usePages = <P extends Page<unknown>>(
  queryKey: readonly unknown[],
  load: (cursor?: string) => Promise<P>,
) => {
  const query = useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => load(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: P) => page.nextCursor ?? undefined,
  });
  const more = (): void => {
    if (query.hasNextPage && !query.isFetchingNextPage) {
      void query.fetchNextPage();
    }
  };
  useReachBottom(more);
  return { query, more, items: (query.data?.pages.flatMap((page) => page.items) ?? []) as P['items'] };
};

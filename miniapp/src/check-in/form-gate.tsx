import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { CheckInForm } from '@shared/check-in';
import { asProblem, type FailureCode } from '@/api/problem-error';
import { Empty } from '@/components/empty';
import { Loaded } from '@/components/loaded';
import { Page } from '@/components/page';
import { goHome } from '@/pages/routes';
import { useCampusTime } from '@/words/use-campus-time';
import { useWords } from '@/words/use-words';

const NOTHING_DUE: FailureCode[] = ['CAMPAIGN_NONE', 'FORM_NOT_DUE', 'WINDOW_NOT_OPEN'];

interface Props {
  title: string;
  query: UseQueryResult<CheckInForm>;
  children: (form: CheckInForm) => ReactElement;
}

/** Lets through a form that can be filled in now; otherwise says why there is none and when there will be. */
export function FormGate({ title, query, children }: Props) {
  const { t, pick, book } = useWords();
  const { at } = useCampusTime();
  if (query.data && query.data.timing !== 'upcoming') {
    return children(query.data);
  }
  const home = { word: t('result.home'), onClick: goHome };
  const problem = query.error ? asProblem(query.error) : null;
  const nothing = problem && NOTHING_DUE.includes(problem.code) ? problem : null;
  const opensAt = nothing?.details.opensAt;
  return (
    <Page title={title}>
      {nothing ? (
        <Empty
          icon="health"
          title={book.errors[nothing.code].title}
          text={
            typeof opensAt === 'string' ? t('checkIn.upcoming', { time: at(opensAt) }) : book.errors[nothing.code].next
          }
          action={home}
        />
      ) : (
        <Loaded query={query} rows={6}>
          {({ window }) => (
            <Empty
              icon="clock"
              title={pick(window.title)}
              text={t('checkIn.upcoming', { time: at(window.opensAt) })}
              action={home}
            />
          )}
        </Loaded>
      )}
    </Page>
  );
}

import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { MeView, SchoolOption } from '@shared/identity';
import { getMe } from '@/api/me';
import { useSession, useSignedIn } from './session';

/** The school chosen on this phone; whoever came in by a platform's login alone has chosen none, and is asked for theirs. */
export const useSchool = (): { school: SchoolOption | null; asking: UseQueryResult<MeView> | null } => {
  const chosen = useSession((session) => session.school);
  const isAsked = useSignedIn() && chosen === null;
  const asking = useQuery({ queryKey: ['me'], queryFn: getMe, enabled: isAsked });
  return { school: chosen ?? asking.data?.school ?? null, asking: isAsked ? asking : null };
};

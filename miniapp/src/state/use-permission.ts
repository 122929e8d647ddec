import { useQuery } from '@tanstack/react-query';
import { holds, type Permission } from '@shared/permissions';
import { getHome } from '@/api/home';

/** Whether to offer something at all; the server decides in any case. */
export const usePermission = (permission: Permission): boolean => {
  const { data } = useQuery({ queryKey: ['home'], queryFn: getHome });
  return data !== undefined && holds(data.roles, permission);
};

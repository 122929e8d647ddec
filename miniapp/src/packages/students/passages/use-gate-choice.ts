import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { getGates } from '@/api/passes';
import { placeOf, placesOf } from '@/passing/gate-places';

/** Which gate is watched: the first of the school's until another is chosen. */
export const useGateChoice = () => {
  const query = useQuery({ queryKey: ['gates'], queryFn: getGates });
  const places = useMemo(() => (query.data ? placesOf(query.data) : []), [query.data]);
  const [gateId, choose] = useState<string>();
  return { query, places, place: placeOf(places, gateId) ?? places[0] ?? null, choose };
};

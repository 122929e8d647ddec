import type { TemporaryPassView } from '@shared/pass';
import { openPass } from '@/pages/routes';
import { placesOf, wayThrough } from '@/passing/gate-places';
import { useKeptPass } from '@/passing/kept-pass';

/** The pass page begins at a gate that this pass opens. */
export const showCode = ({ gates: opened }: TemporaryPassView): void => {
  const { gates, recent, choose } = useKeptPass.getState();
  const way = wayThrough(
    opened.map(({ id }) => id),
    recent,
    gates ? placesOf(gates) : [],
  );
  if (way) {
    choose(way);
  }
  openPass();
};

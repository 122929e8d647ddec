import { inWgs84, metresBetween } from '@shared/coordinates';
import type { ArrivalFix, CampusCircle } from '@shared/return';

export interface Distance {
  circle: CampusCircle;
  /** to the edge of the circle; 0 inside */
  metres: number;
}

/** How far it is to the nearest part of a campus; null where its grounds are not known. */
export const distanceTo = (campusId: string | undefined, circles: CampusCircle[], fix: ArrivalFix): Distance | null => {
  const here = inWgs84(fix, fix.system);
  const distances = circles
    .filter((circle) => circle.campusId === campusId)
    .map((circle) => ({ circle, metres: Math.max(0, metresBetween(here, circle) - circle.radiusMetres) }));
  return distances.reduce<Distance | null>(
    (nearest, one) => (nearest && nearest.metres <= one.metres ? nearest : one),
    null,
  );
};

/** Round enough to be said: 0, 40, 350 metres, 2.4 kilometres, 812 kilometres. */
export const saidDistance = (metres: number): { unit: 'metres' | 'kilometres'; figure: string } => {
  const KILOMETRE = 1000;
  if (metres < KILOMETRE) {
    return { unit: 'metres', figure: String(Math.ceil(metres / 10) * 10) };
  }
  const kilometres = metres / KILOMETRE;
  return { unit: 'kilometres', figure: kilometres < 10 ? kilometres.toFixed(1) : String(Math.round(kilometres)) };
};

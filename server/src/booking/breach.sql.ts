/** Where a statement finds whose breaches it asks about; `days` is how far back from the last one they count. */
interface Whose {
  person: string;
  kind: string;
  days: string;
}

/**
 * Breaches of one person and kind that count: those within so many days before the last one, and not before now, so that
 * a pause that has begun lasts its hours. One row of `breaches` and `last_breach`. $1 school
 */
export const countedBreaches = ({ person, kind, days }: Whose): string => `
  SELECT count(*)::int AS breaches, max(r.at) AS last_breach FROM booking_breaches r
  WHERE r.school_id = $1 AND r.person_id = ${person} AND r.kind_id = ${kind} AND r.undone_at IS NULL AND r.at > (
    SELECT max(l.at) - make_interval(hours => 24 * ${days}) FROM booking_breaches l
    WHERE l.school_id = $1 AND l.person_id = ${person} AND l.kind_id = ${kind} AND l.undone_at IS NULL)`;

import type { DataSource } from 'typeorm';
import type { BookingModel } from './model';

/** What model and database have to agree about. People and halls are numbers. */
export interface View {
  halls: { wished: number; capacity: number; held: number }[];
  /** by person, oldest first */
  bookings: { hall: number; state: string; expiresAt: number; endsAt: number | null; endedBy: string | null }[][];
  /** by hall, whoever is next first */
  waiting: number[][];
  /** by person, oldest first: whether each is undone */
  breaches: boolean[][];
}

export const viewOfModel = (model: BookingModel, people: number): View => {
  const persons = Array.from({ length: people }, (_, person) => person);
  return {
    halls: model.halls.map(({ wished }, at) => {
      const held = model.taken(at);
      return { wished, capacity: Math.max(wished, held), held };
    }),
    bookings: persons.map((person) =>
      model.bookings
        .filter((one) => one.person === person)
        .map(({ hall, state, expiresAt, endsAt, endedBy }) => ({ hall, state, expiresAt, endsAt, endedBy })),
    ),
    waiting: model.halls.map((_, at) => model.waiting.filter(({ hall }) => hall === at).map(({ person }) => person)),
    breaches: persons.map((person) =>
      model.breaches.filter((one) => one.person === person).map(({ undone }) => undone),
    ),
  };
};

interface Row {
  halls: Record<string, View['halls'][number]>;
  bookings: Record<string, (Omit<View['bookings'][0][0], 'hall'> & { hall: string })[]>;
  waiting: Record<string, string[]>;
  breaches: Record<string, boolean[]>;
}

/** $1 school: one row, by ids. */
const SELECT_VIEW = `
  SELECT
    (SELECT json_object_agg(id, json_build_object('wished', wished, 'capacity', capacity, 'held', held))
     FROM halls WHERE school_id = $1) AS halls,
    (SELECT coalesce(json_object_agg(person_id, items), '{}') FROM (
       SELECT person_id, json_agg(json_build_object('hall', hall_id, 'state', state,
         'expiresAt', extract(epoch FROM expires_at) * 1000, 'endsAt', extract(epoch FROM ends_at) * 1000,
         'endedBy', ended_by) ORDER BY booked_at, id) AS items
       FROM bookings WHERE school_id = $1 GROUP BY person_id) person) AS bookings,
    (SELECT coalesce(json_object_agg(hall_id, items), '{}') FROM (
       SELECT hall_id, json_agg(person_id ORDER BY place) AS items
       FROM waiting_entries WHERE school_id = $1 GROUP BY hall_id) hall) AS waiting,
    (SELECT coalesce(json_object_agg(person_id, items), '{}') FROM (
       SELECT person_id, json_agg(undone_at IS NOT NULL ORDER BY at, id) AS items
       FROM booking_breaches WHERE school_id = $1 GROUP BY person_id) person) AS breaches`;

/** The same from the tables. */
export async function viewOfDatabase(
  database: DataSource,
  schoolId: string,
  people: readonly string[],
  halls: readonly string[],
): Promise<View> {
  const [row]: Row[] = await database.query(SELECT_VIEW, [schoolId]);
  return {
    halls: halls.map((id) => row?.halls[id] ?? { wished: -1, capacity: -1, held: -1 }),
    bookings: people.map((person) =>
      (row?.bookings[person] ?? []).map((one) => ({
        ...one,
        hall: halls.indexOf(one.hall),
        expiresAt: Math.round(one.expiresAt),
        endsAt: one.endsAt === null ? null : Math.round(one.endsAt),
      })),
    ),
    waiting: halls.map((hall) => (row?.waiting[hall] ?? []).map((person) => people.indexOf(person))),
    breaches: people.map((person) => row?.breaches[person] ?? []),
  };
}

/** Where the two part, one line each; none: they agree. */
export const divergences = (model: View, database: View): string[] =>
  (Object.keys(model) as (keyof View)[]).flatMap((part) =>
    model[part].flatMap((expected, at) => {
      const found = database[part][at];
      const [one, other] = [expected, found].map((value) => JSON.stringify(sorted(value)));
      return one === other ? [] : [`${part} ${at}: ${one} in the model, ${other} in the database`];
    }),
  );

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  return value !== null && typeof value === 'object' ? Object.fromEntries(Object.entries(value).sort()) : value;
};

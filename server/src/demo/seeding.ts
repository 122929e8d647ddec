import type { Client } from 'pg';
import { campusDay } from '../common/campus-time';
import { IdCipher } from '../common/id-cipher';
import type { KeyRing } from '../common/key-ring';
import type { UploadStorage } from '../upload/storage/upload-storage';
import { insertBookings } from './booking-rows';
import { bookingSeeds } from './booking-seeds';
import { windowPlan, windowsFor, type Hours } from './campaign-plan';
import { insertCampaign } from './campaign-rows';
import { insertErrands } from './errands-rows';
import { followers, insertFollowUp } from './follow-up-rows';
import { insertGates } from './gate-rows';
import { historyOf, judgeOf } from './history';
import { insertReports } from './history-rows';
import { insertPeople } from './people-rows';
import { insertExemptPasses, insertTemporaryPasses } from './pass-application-rows';
import { exemptPassSeeds, idPhotosOf, temporaryPassSeeds } from './pass-seeds';
import { insertPhotos } from './photo-rows';
import { insertPasses, insertStandings } from './pass-rows';
import type { PersonSeed } from './person-seed';
import { population, type School } from './population';
import { insertReturns } from './return-rows';
import { evidenceOf, returnSeeds } from './return-seeds';
import { insertReturnSetup } from './return-setup-rows';
import { insertSchool, schoolId } from './school-rows';
import { fourForms } from './templates/four-forms';
import { awaitTerminal, hasTerminal } from './terminal-rows';
import { insertVenues } from './venue-rows';

const ZONE = 'Asia/Shanghai';
/** one seeding at a time, whoever starts it */
const SEED_LOCK = 7_230_518;

export interface Wish {
  people: number;
  hours: Hours;
  now: Date;
  /** takes the pictures of the demo’s applications */
  storage: UploadStorage;
}

export interface Outcome {
  schools: School[];
  /** people and reports that were not there before */
  people: number;
  reports: number;
}

/** A database that is not a demo's. */
export class NotADemo extends Error {}

/**
 * Brings the database to the wished number of demo people, in one transaction. Whoever is there already stays untouched.
 * @throws NotADemo when people are missing and it holds a school that is not a demo's
 */
export const seed = async (db: Client, keys: KeyRing, wish: Wish): Promise<Outcome> => {
  await db.query('BEGIN');
  try {
    await db.query('SELECT pg_advisory_xact_lock($1)', [SEED_LOCK]);
    const outcome: Outcome = { schools: population(wish.people), people: 0, reports: 0 };
    const gaps = (await gapsOf(db, outcome.schools)).filter(({ missing, isOld }) => missing.length > 0 || isOld);
    if (gaps.length > 0) {
      await refuseRealSchools(db);
    }
    for (const gap of gaps) {
      const added = await fill(db, keys, gap, wish);
      outcome.people += added.people;
      outcome.reports += added.reports;
    }
    for (const { plan, cast } of outcome.schools.filter((school) => hasTerminal(school.plan))) {
      await awaitTerminal(db, keys, plan, cast, wish.now);
    }
    await db.query('COMMIT');
    return outcome;
  } catch (error) {
    await db.query('ROLLBACK');
    throw error;
  }
};

const refuseRealSchools = async (db: Client): Promise<void> => {
  const real = await db.query<{ code: string }>('SELECT code FROM schools WHERE NOT is_demo LIMIT 1');
  if (real.rows[0]) {
    throw new NotADemo(`the database holds the school "${real.rows[0].code}", which is no demo: nothing was seeded`);
  }
};

interface Gap extends School {
  missing: PersonSeed[];
  isNew: boolean;
  /** made before there were gates, passes or venues */
  isOld: boolean;
}

const gapsOf = async (db: Client, schools: readonly School[]): Promise<Gap[]> => {
  const known = await db.query<{ id: string }>('SELECT id FROM people WHERE school_id = ANY ($1)', [
    schools.map(({ plan }) => schoolId(plan)),
  ]);
  const doored = await db.query<{ id: string }>(
    'SELECT school_id AS id FROM venue_doors INTERSECT SELECT school_id FROM passes',
  );
  const present = new Set(known.rows.map(({ id }) => id));
  const withDoors = new Set(doored.rows.map(({ id }) => id));
  return schools.map((school) => {
    const missing = school.people.filter(({ id }) => !present.has(id));
    const isNew = missing.length === school.people.length;
    return { ...school, missing, isNew, isOld: !isNew && !withDoors.has(schoolId(school.plan)) };
  });
};

const fill = async (
  db: Client,
  keys: KeyRing,
  { plan, cast, people, units, missing, isNew, isOld }: Gap,
  { hours, now, storage }: Wish,
): Promise<{ people: number; reports: number }> => {
  await insertSchool(db, plan, units);
  await insertGates(db, plan, now);
  await insertVenues(db, plan, hours, now);
  const anchor = await insertCampaign(db, plan, hours, now, campusDay(now, ZONE));
  const added = await insertPeople(db, new IdCipher(keys), plan, missing, anchor);
  if (isNew && cast.some(({ showing }) => showing?.key === 'forgotten')) {
    await insertErrands(db, keys, plan, cast, anchor);
  }
  await insertReturnSetup(db, plan, people, anchor);
  const isUniversity = plan.key === 'university';
  const returns = (isNew || isOld) && isUniversity ? returnSeeds(plan, people, anchor) : [];
  if (isNew && isUniversity) {
    const exempt = exemptPassSeeds(plan, cast, people, anchor);
    await insertPhotos(db, plan, [...evidenceOf(returns), ...idPhotosOf(exempt)], storage);
    await insertReturns(db, plan, returns);
    await insertExemptPasses(db, plan, exempt);
    await insertTemporaryPasses(db, plan, temporaryPassSeeds(plan, cast, people, anchor));
  }
  await insertPasses(db, plan, isOld ? people : missing, returns, anchor);
  if (isNew && isUniversity) {
    const { bookings, waiting } = bookingSeeds(plan, cast, people, now);
    await insertBookings(db, plan, bookings, waiting, now);
  }
  const judge = judgeOf(fourForms([]));
  const windows = windowPlan(plan, hours);
  const reports = missing
    .filter((person) => person.reports)
    .flatMap((person) => historyOf(person, windowsFor(plan, windows, person), anchor, judge));
  const stored = await insertReports(db, plan, reports);
  await insertFollowUp(db, plan, reports, followers(plan, units, people), anchor);
  await insertStandings(db, plan);
  return { people: added, reports: stored };
};

import type { Type } from '@nestjs/common';
import Redis from 'ioredis';
import { SessionService } from '../../src/session/session.service';
import { asOwner, redisUrl, resetDatabase } from '../database';
import { startApp, type Harness } from '../harness';
import { createTerminal, type TestTerminal } from '../terminal-factories';
import { DAY } from './objects';
import { makeVenue, type Place } from './venue-objects';
import { SchoolRows, type RowPerson } from './school-rows';

/** Everybody who may try something; the same in both schools. */
export const PEOPLE = [
  'studentA',
  'classmateB',
  'studentFar',
  'counsellor',
  'counsellorFar',
  'cardStaff',
  'administrator',
  'demoted',
  'suspended',
  'left',
] as const;
export type PersonName = (typeof PEOPLE)[number];

export interface School {
  harness: Harness;
  rows: SchoolRows;
  people: Record<PersonName, RowPerson>;
  /** ids from the root down to the class of A and B, and of the far student */
  units: { own: string[]; far: string[] };
  campaignId: string;
  templateId: string;
  windowIds: { student: string; staff: string };
  gateId: string;
  /** where everybody with a pass may book */
  place: Place;
  /** of everybody, by person */
  idPhotoIds: Map<string, string>;
  /** enrolled, at that gate */
  terminal: TestTerminal;
}

export interface World {
  harness: Harness;
  own: School;
  other: School;
  /** access tokens by `school person`, e.g. `own studentA` */
  tokens: Map<string, string>;
  close(): Promise<void>;
}

/** Two schools of the same shape, everybody signed in. The clock stands on a school morning. */
export const makeWorld = async ({ planted = [], now }: { planted?: Type[]; now?: Date } = {}): Promise<World> => {
  await resetDatabase();
  await forgetCounters();
  const harness = await startApp({ planted, ...(now ? { now } : {}) });
  await asOwner('SELECT ensure_check_in_partitions($1, 2)', [now ?? DAY]);
  const own = await makeSchool(harness, 'ourown');
  const other = await makeSchool(harness, 'theirs');
  const tokens = new Map<string, string>();
  for (const [name, school] of [
    ['own', own],
    ['other', other],
  ] as const) {
    for (const person of PEOPLE) {
      tokens.set(`${name} ${person}`, await openSession(school, school.people[person].id, `${name}-${person}`));
    }
    await takeRightsAway(school);
  }
  return { harness, own, other, tokens, close: () => harness.close() };
};

/** Throttles of the specs before this one. */
export const forgetCounters = async (): Promise<void> => {
  const redis = new Redis(redisUrl());
  await redis.flushdb();
  await redis.quit();
};

const makeSchool = async (harness: Harness, code: string): Promise<School> => {
  const rows = new SchoolRows(harness, code);
  await rows.found();
  const college = await rows.unit(`${code}-college`, 'college', [rows.rootUnitId]);
  const far = await rows.unit(`${code}-far-college`, 'college', [rows.rootUnitId]);
  const units = {
    own: await rows.unit(`${code}-class`, 'class', college),
    far: await rows.unit(`${code}-far-class`, 'class', far),
  };
  const [ownClass, farClass] = [units.own.at(-1) ?? '', units.far.at(-1) ?? ''];
  const staff = { kind: 'staff' };
  const people: Record<PersonName, RowPerson> = {
    studentA: await rows.person('studentA', ownClass),
    classmateB: await rows.person('classmateB', ownClass),
    studentFar: await rows.person('studentFar', farClass),
    counsellor: await rows.person('counsellor', rows.rootUnitId, staff),
    counsellorFar: await rows.person('counsellorFar', rows.rootUnitId, staff),
    cardStaff: await rows.person('cardStaff', rows.rootUnitId, staff),
    administrator: await rows.person('administrator', rows.rootUnitId, staff),
    demoted: await rows.person('demoted', rows.rootUnitId, staff),
    suspended: await rows.person('suspended', ownClass),
    left: await rows.person('left', ownClass),
  };
  await rows.grant(people.counsellor.id, 'counsellor', college.at(-1));
  await rows.grant(people.counsellorFar.id, 'counsellor', far.at(-1));
  await rows.grant(people.cardStaff.id, 'card_staff');
  await rows.grant(people.administrator.id, 'school_admin');
  const campaignId = await rows.campaign('running');
  const templateId = await rows.template('on_campus_afternoon', 'published');
  await rows.template('return_health', 'published');
  await rows.circle();
  const gateId = await rows.gate('south');
  const place = await makeVenue(harness.database, rows.id, rows.campusId);
  const idPhotoIds = new Map<string, string>();
  for (const { id } of Object.values(people)) {
    idPhotoIds.set(id, await rows.idPhoto(id));
  }
  for (const { id } of [people.studentA, people.classmateB, people.studentFar, people.suspended, people.left]) {
    await rows.pass(id);
  }
  const windowIds = {
    student: await rows.window(campaignId, 'on_campus_afternoon', 'student'),
    staff: await rows.window(campaignId, 'on_campus_afternoon', 'staff'),
  };
  const shape = { ...rows, otherCampusId: rows.campusId };
  const terminal = await createTerminal(harness, shape, { gateId, createdBy: people.administrator.id });
  return { harness, rows, people, units, campaignId, templateId, windowIds, gateId, place, idPhotoIds, terminal };
};

/** A session that passed the second factor, on a device of its own. @returns the access token */
export const openSession = async (school: School, personId: string, deviceId: string): Promise<string> => {
  const { harness } = school;
  const opened = await harness.database.transaction((tx) =>
    harness.get(SessionService).open(tx, {
      schoolId: school.rows.id,
      personId,
      platform: 'h5',
      device: { id: deviceId, name: 'phone' },
      staffVerified: true,
    }),
  );
  return opened.tokens.accessToken;
};

/** The three whose session was good when it was opened. */
const takeRightsAway = async ({ harness, people }: School): Promise<void> => {
  await harness.database.query('DELETE FROM role_grants WHERE person_id = $1', [people.demoted.id]);
  await harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [people.suspended.id]);
  await harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [people.left.id]);
};

import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { EnrolmentAnswer, NewTerminal, ScanAnswer, ScanRequest } from '@shared/terminal';
import { newDeviceKey, TerminalClient } from '../server/test/terminal-client';
import { ask } from './ask';
import { demoSchool } from './demo-people';
import type { Phone } from './phone';

const ALL_DAY = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 }));
const bilingual = (zh: string, en: string): string => JSON.stringify({ zh, en });

/** A venue of one hall with so many places and one door, as a school would set it up. @returns its door */
export const openVenue = async (name: { zh: string; en: string }, places: number): Promise<string> => {
  const db = new Client({ connectionString: process.env.E2E_OWNER_URL });
  const [kind, venue, hall, door] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  await db.connect();
  try {
    await db.query(
      `WITH school AS (
         SELECT s.id, c.id AS campus_id FROM schools s JOIN campuses c ON c.school_id = s.id
         WHERE s.name ->> 'zh' = $1 ORDER BY c.id LIMIT 1),
       kind AS (
         INSERT INTO venue_kinds (school_id, id, code, name, daily_limit, breach_limit, breach_days, cool_down_hours)
         SELECT id, $2, 'journey', $3, 5, 2, 30, 24 FROM school),
       venue AS (
         INSERT INTO venues (school_id, id, campus_id, kind_id, name, use_minutes, hours, created_at)
         SELECT id, $4, campus_id, $2, $5, 60, $6, now() FROM school),
       hall AS (
         INSERT INTO halls (school_id, id, venue_id, name, wished, capacity)
         SELECT id, $7, $4, $8, $9::int, $9::int FROM school),
       gate AS (
         INSERT INTO gates (school_id, id, campus_id, code, name, directions, created_at)
         SELECT id, $10, campus_id, 'jrny1', $5, ARRAY['in', 'out'], now() FROM school)
       INSERT INTO venue_doors (school_id, gate_id, venue_id, campus_id) SELECT id, $10, $4, campus_id FROM school`,
      [
        ...[demoSchool().zh, kind, bilingual('琴房', 'Music rooms'), venue, bilingual(name.zh, name.en)],
        ...[JSON.stringify(ALL_DAY), hall, bilingual('一号间', 'Room one'), places, door],
      ],
    );
  } finally {
    await db.end();
  }
  return door;
};

/** A terminal at a door: signs what it asks with a key of its own. */
export class DoorTerminal {
  private readonly bootId = randomUUID();
  private sequence = 0;

  private constructor(private readonly client: TerminalClient) {}

  /** @param desk the phone of an administrator, who adds a terminal and reads out its code */
  static async enrol(desk: Phone, gateId: string): Promise<DoorTerminal> {
    const baseUrl = process.env.E2E_URL ?? '';
    const { privateKey, jwk } = newDeviceKey();
    const { enrolmentCode } = await ask<NewTerminal>(desk, '/terminals', { gateId, name: 'Door' });
    const now = (): Date => new Date();
    const { body } = await new TerminalClient({ baseUrl, privateKey, keyId: 'new', now }).post<EnrolmentAnswer>(
      '/enrolment',
      { code: enrolmentCode, key: jwk, model: 'journey' },
    );
    const terminal = new DoorTerminal(new TerminalClient({ baseUrl, privateKey, keyId: body.keyId, now }));
    await terminal.client.post('/boots', { bootId: terminal.bootId, bootNumber: 1 });
    return terminal;
  }

  /** A code before the camera: first without a temperature, then with one, as a keeper does it. */
  async scan(code: string, temperatureTenths?: number): Promise<ScanAnswer> {
    this.sequence += temperatureTenths === undefined ? 1 : 0;
    const request: ScanRequest = {
      ...{ bootId: this.bootId, sequence: this.sequence, at: new Date().toISOString(), code, temperatureTenths },
    };
    const { body } = await this.client.post<ScanAnswer>('/scans', request);
    return body;
  }
}

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import { TOTP } from 'otpauth';
import type { TemplateBody } from '@shared/check-in-template';
import { RETURN_STATES, type ReturnDraft } from '@shared/return';
import { Client } from 'pg';
import { IdCipher } from '../common/id-cipher';
import { KeyRing, newKeyFile } from '../common/key-ring';
import { enrolmentHash } from '../enrolment/enrolment-code';
import { isPassword } from '../credential/password-hash';
import { ResetCodeService } from '../credential/reset-code.service';
import { FixedClock } from '../../test/fixed-clock';
import { appUrl, asOwner, openDatabase, resetDatabase } from '../../test/database';
import { TotpService } from '../totp/totp.service';
import { LocalStorage } from '../upload/storage/local-storage';
import { fileName } from '../upload/storage/upload-names';
import { compileTemplate } from '../template/template-compiler.service';
import { demoFileOf } from './demo-file';
import { NotADemo, seed, type Outcome } from './seeding';

const NOW = new Date('2026-10-20T04:30:00Z');
const keys = new KeyRing(newKeyFile('generated'));
const cipher = new IdCipher(keys);
const pictures = mkdtempSync(join(tmpdir(), 'demo-pictures-'));
const storage = new LocalStorage({ directory: pictures, reserveBytes: 0 });
const TABLES = [
  'schools',
  'units',
  'people',
  'cards',
  'credentials',
  'totp_secrets',
  'role_grants',
  'campaigns',
  'check_in_templates',
  'check_in_windows',
  'check_in_reports',
  'check_in_report_versions',
  'cases',
  'notices',
  'password_reset_codes',
  'correction_requests',
  'campus_circles',
  'return_evidence_slots',
  'approver_rules',
  'return_applications',
  'return_versions',
  'return_evidence',
  'return_arrivals',
  'uploads',
  'upload_pieces',
  'approval_requests',
  'approval_decisions',
  'buildings',
  'gates',
  'exempt_passes',
  'temporary_passes',
  'passes',
  'pass_holds',
  'pass_standings',
  'venue_kinds',
  'venues',
  'halls',
  'venue_doors',
  'bookings',
  'booking_breaches',
  'waiting_entries',
];

/** A hash of every row of the tables that seeding fills. */
const fingerprint = async (): Promise<Record<string, string>> => {
  const marks: Record<string, string> = {};
  for (const table of TABLES) {
    const [row] = await asOwner<{ mark: string }>(
      `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS mark FROM ${table} t`,
    );
    marks[table] = row?.mark ?? '';
  }
  return marks;
};

describe('seeding', () => {
  let db: Client;
  const seedPeople = (people: number, now = NOW): Promise<Outcome> =>
    seed(db, keys, { people, hours: 'usual', now, storage });

  beforeAll(async () => {
    await resetDatabase();
    db = new Client({ connectionString: appUrl(), options: '-c timezone=UTC' });
    await db.connect();
  });
  afterAll(async () => {
    await db.end();
    await resetDatabase();
    rmSync(pictures, { recursive: true });
  });

  it('fills two schools, and a second run a day later changes nothing', async () => {
    const first = await seedPeople(300);
    expect(first.people).toBe(300);
    expect(first.reports).toBeGreaterThan(100);
    const before = await fingerprint();
    expect(Object.values(before).filter((mark) => mark.startsWith('0 '))).toEqual([]);
    const second = await seedPeople(300, new Date(NOW.getTime() + 86_400_000));
    expect([second.people, second.reports]).toEqual([0, 0]);
    expect(await fingerprint()).toEqual(before);
  });

  it('opens the gates of a demo that was made before there were any', async () => {
    const before = await fingerprint();
    await asOwner('DELETE FROM terminals');
    await asOwner('DELETE FROM venue_doors');
    await asOwner('DELETE FROM gates');
    await asOwner('DELETE FROM buildings');
    expect((await seedPeople(300)).people).toBe(0);
    expect(await fingerprint()).toEqual(before);
  });

  it('gives passes to whoever is on the campus or may return to it, once, each with how it stands', async () => {
    const counted = `SELECT count(*)::int AS made, count(DISTINCT s.refusal)::int AS refusals,
        count(*) FILTER (WHERE p.state NOT IN ('admitted', 'active'))::int AS strange,
        count(*) FILTER (WHERE p.presence = 'off_campus' AND a.origin_id IS NULL AND a.ended_at IS NULL)::int AS early,
        count(*) FILTER (WHERE (s.refusal = 'pass_held') IS DISTINCT FROM EXISTS (
          SELECT FROM pass_holds h WHERE h.person_id = p.id AND h.lifted_at IS NULL) AND s.refusal IS NOT NULL)::int AS wrong
      FROM passes a JOIN people p ON p.id = a.person_id JOIN pass_standings s ON s.pass_id = a.id`;
    const [first] = await asOwner<{ made: number }>(counted);
    expect(first).toMatchObject({ strange: 0, early: 0, wrong: 0, refusals: 2 });
    expect(first?.made).toBeGreaterThan(100);
    await asOwner('DELETE FROM passes');
    await seedPeople(300);
    expect(await asOwner(counted)).toEqual([first]);
  });

  it('fills a hall for which others wait, and shows who has missed bookings', async () => {
    const halls = await asOwner<{ held: number; taken: number; capacity: number; waiting: number }>(
      `SELECT h.held, h.capacity,
         (SELECT count(*)::int FROM bookings b WHERE b.hall_id = h.id AND b.state IN ('held', 'in_use')) AS taken,
         (SELECT count(*)::int FROM waiting_entries w WHERE w.hall_id = h.id) AS waiting
       FROM halls h WHERE h.held > 0`,
    );
    expect(halls.every(({ held, taken }) => held === taken)).toBe(true);
    expect(halls.filter(({ waiting }) => waiting > 0)).toMatchObject([{ held: 6, capacity: 6, waiting: 3 }]);
    const missed = await asOwner<{ count: number }>(
      'SELECT count(*)::int AS count FROM booking_breaches GROUP BY person_id ORDER BY count',
    );
    expect(missed).toEqual([{ count: 2 }, { count: 3 }]);
  });

  it('shows a pass in each state: valid, held by an open case, ended, and one to apply for', async () => {
    const { schools } = await seedPeople(300);
    const refusalOf = async (key: string): Promise<string | null | undefined> => {
      const person = schools[0]?.cast.find(({ showing }) => showing?.key === key);
      const rows = await asOwner<{ refusal: string | null }>(
        'SELECT refusal FROM pass_standings s JOIN passes a ON a.id = s.pass_id WHERE a.person_id = $1',
        [person?.id],
      );
      return rows[0]?.refusal;
    };
    const shown = await Promise.all(['pass_valid', 'pass_held', 'pass_ended', 'exempt_staff'].map(refusalOf));
    expect(shown).toEqual([null, 'pass_held', 'pass_ended', undefined]);
    const [orphan] = await asOwner<{ count: number }>(
      `SELECT count(*)::int FROM pass_holds h
       WHERE NOT EXISTS (SELECT FROM cases k WHERE k.id = h.source_id AND k.person_id = h.person_id AND k.state = 'open')`,
    );
    expect(orphan?.count).toBe(0);
  });

  it('adds people for a larger number and keeps the ones who are there', async () => {
    const before = await asOwner<{ id: string }>('SELECT id FROM people');
    const more = await seedPeople(500, new Date(NOW.getTime() + 86_400_000));
    expect(more.people).toBe(200);
    const after = new Set((await asOwner<{ id: string }>('SELECT id FROM people')).map(({ id }) => id));
    expect(after.size).toBe(500);
    expect(before.filter(({ id }) => !after.has(id))).toEqual([]);
  });

  it('stores answers that the published forms accept, and a case for each that needs one', async () => {
    const rows = await asOwner<{ body: { schema: object }; answers: object }>(
      `SELECT t.body, r.answers FROM check_in_reports r JOIN check_in_templates t ON t.id = r.template_id`,
    );
    const checks = new Map<string, ReturnType<Ajv2020['compile']>>();
    const refused = rows.filter(({ body, answers }) => {
      const key = JSON.stringify(body.schema);
      const check = checks.get(key) ?? new Ajv2020().compile(body.schema);
      checks.set(key, check);
      return !check(answers);
    });
    expect(rows.length).toBeGreaterThan(100);
    expect(refused).toEqual([]);
    const [open] = await asOwner<{ without: number }>(
      `SELECT count(*)::int AS without FROM check_in_reports r WHERE is_abnormal <> EXISTS (SELECT 1 FROM cases WHERE source_id = r.id)`,
    );
    expect(open?.without).toBe(0);
  });

  it('has return applications in every state, with pictures, and answers that the form accepts', async () => {
    const states = await asOwner<{ state: string }>('SELECT DISTINCT state FROM return_applications ORDER BY state');
    expect(states.map(({ state }) => state)).toEqual([...RETURN_STATES].sort());
    const versions = await asOwner<{ body: TemplateBody; content: ReturnDraft }>(
      'SELECT t.body, v.content FROM return_versions v JOIN check_in_templates t ON t.id = v.template_id',
    );
    expect(versions.flatMap(({ body, content }) => compileTemplate(body).faults(content.answers ?? {}))).toEqual([]);
    const uploads = await asOwner<{ id: string; school_id: string }>('SELECT id, school_id FROM uploads');
    const files = uploads.map(({ id, school_id }) => join(pictures, fileName(school_id, id, 'photo')));
    expect(files.filter((file) => !existsSync(file))).toEqual([]);
    const [away] = await asOwner<{ count: number }>(
      `SELECT count(*)::int FROM return_applications a JOIN people p ON p.id = a.person_id
       WHERE (a.state = 'arrived') <> (p.presence = 'on_campus')`,
    );
    expect(away?.count).toBe(0);
  });

  it('has temporary passes that wait, came back, open gates now and are over, and an ID photo to look at', async () => {
    const passes = await asOwner<{ state: string; open: boolean; over: boolean; pending: boolean }>(
      `SELECT t.state, t.state = 'approved' AND $1 BETWEEN t.starts_at AND t.ends_at AS open, t.ends_at < $1 AS over,
         r.state = 'pending' AS pending
       FROM temporary_passes t
       JOIN approval_requests r ON r.subject_id = t.id AND r.kind = 'temporary_pass'
         AND r.assignee_id = t.approver_id AND r.applicant_id = t.person_id`,
      [NOW],
    );
    expect(passes.filter(({ state, pending }) => (state === 'submitted') !== pending)).toEqual([]);
    expect(new Set(passes.map(({ state }) => state))).toEqual(new Set(['approved', 'returned', 'submitted']));
    expect([passes.some(({ open }) => open), passes.some(({ over }) => over)]).toEqual([true, true]);
    const [photo] = await asOwner<{ purpose: string; number: string }>(
      `SELECT u.purpose, a.number FROM exempt_passes x JOIN uploads u ON u.id = x.photo_upload_id
       JOIN people a ON a.id = x.approver_id WHERE x.state = 'submitted'`,
    );
    expect(photo).toEqual({ purpose: 'id_photo', number: '2010001' });
  });

  it('seals ID numbers, keeps initial passwords out of the table and hashes chosen ones', async () => {
    const { schools } = await seedPeople(300);
    const returning = schools[0]?.cast.find(({ showing }) => showing?.key === 'returning');
    const newcomer = schools[0]?.cast.find(({ showing }) => showing?.key === 'student');
    const [stored] = await asOwner<{ id_cipher: Buffer; hash: string }>(
      'SELECT p.id_cipher, c.hash FROM people p JOIN credentials c ON c.person_id = p.id WHERE p.id = $1',
      [returning?.id],
    );
    expect(stored && cipher.open(stored.id_cipher)).toBe(returning?.idDocument);
    expect(await isPassword(stored?.hash ?? '', returning?.credential?.password ?? '')).toBe(true);
    expect(await asOwner('SELECT 1 FROM credentials WHERE person_id = $1', [newcomer?.id])).toEqual([]);
  });

  it('awaits one terminal of the university, for a day from every start, and another one after a device took it', async () => {
    const waiting = () =>
      asOwner<{ id: string; until: Date; mine: boolean }>(
        `SELECT id, enrolment_until AS until, enrolment_hash = $1 AS mine FROM terminals WHERE state = 'awaiting'`,
        [enrolmentHash(keys, demoFileOf(schools).schools[0]?.terminal?.enrolmentCode ?? '')],
      );
    const { schools } = await seedPeople(300);
    const dayAfter = (instant: Date): Date => new Date(instant.getTime() + 86_400_000);
    const [first, ...none] = await waiting();
    expect([first?.until, first?.mine, none]).toEqual([dayAfter(NOW), true, []]);
    const tomorrow = dayAfter(NOW);
    await seedPeople(300, tomorrow);
    expect(await waiting()).toEqual([{ ...first, until: dayAfter(tomorrow) }]);
    await asOwner(`UPDATE terminals SET state = 'active', enrolment_hash = NULL`);
    await seedPeople(300, tomorrow);
    const [second, ...others] = await waiting();
    expect([second?.mine, others]).toEqual([true, []]);
    expect(second?.id).not.toBe(first?.id);
    expect(demoFileOf(schools).schools.map(({ terminal }) => terminal !== undefined)).toEqual([true, false]);
  });

  it('issues a reset code and an authenticator secret that the services accept', async () => {
    const { schools } = await seedPeople(300);
    const [university] = demoFileOf(schools).schools;
    const shown = (key: string) => university?.people.find((person) => person.key === key);
    const schoolId = (await asOwner<{ id: string }>(`SELECT id FROM schools WHERE code = 'beijiang'`))[0]?.id ?? '';
    const database = await openDatabase();
    try {
      const codes = new ResetCodeService(database, new FixedClock(NOW), keys);
      const { number = '', resetCode = '' } = shown('forgotten') ?? {};
      expect(await codes.findPerson(schoolId, number, resetCode)).not.toBeNull();
      const { number: counsellor = '', totpSecret = '' } = shown('counsellor') ?? {};
      const [person] = await asOwner<{ id: string }>('SELECT id FROM people WHERE number = $1 AND school_id = $2', [
        counsellor,
        schoolId,
      ]);
      const code = new TOTP({ secret: totpSecret }).generate({ timestamp: NOW.getTime() });
      const totp = new TotpService(database, cipher, new FixedClock(NOW));
      expect(await totp.accept(database.manager, schoolId, person?.id ?? '', code)).toBe(true);
    } finally {
      await database.destroy();
    }
  });

  it('changes nothing beside a school that is no demo, and adds nobody there', async () => {
    await asOwner(`INSERT INTO schools (id, code, name) VALUES (gen_random_uuid(), 'real', '{"zh":"真","en":"Real"}')`);
    expect((await seedPeople(500)).people).toBe(0);
    await expect(seedPeople(510)).rejects.toThrow(NotADemo);
    expect(await asOwner('SELECT 1 FROM people')).toHaveLength(500);
  });

  it('refuses a database that holds a school that is no demo, and leaves it as it was', async () => {
    await resetDatabase();
    await asOwner(`INSERT INTO schools (id, code, name) VALUES (gen_random_uuid(), 'real', '{"zh":"真","en":"Real"}')`);
    await expect(seedPeople(100)).rejects.toThrow(NotADemo);
    expect(await asOwner('SELECT 1 FROM people')).toEqual([]);
  });
});

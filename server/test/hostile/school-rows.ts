import type { DataSource } from 'typeorm';
import type { StaffRole } from '@shared/permissions';
import { newId } from '../../src/common/id';
import { IdCipher } from '../../src/common/id-cipher';
import { onCampusAfternoon } from '../../src/demo/templates/on-campus-afternoon';
import type { Harness } from '../harness';

/** Rows written past the application, so that a test meets them and nothing else. */
export class SchoolRows {
  private readonly database: DataSource;
  private readonly cipher: IdCipher;
  private people = 0;

  constructor(
    private readonly harness: Harness,
    /** stands in every name and number of the school, so that a leak is seen */
    readonly code: string,
    readonly id = newId(),
    readonly campusId = newId(),
    readonly rootUnitId = newId(),
  ) {
    this.database = harness.database;
    this.cipher = harness.get(IdCipher);
  }

  async found(): Promise<void> {
    const name = JSON.stringify({ zh: `${this.code}校`, en: `${this.code} school` });
    await this.database.query('INSERT INTO schools (id, code, name, support) VALUES ($1, $2, $3, $4)', [
      this.id,
      this.code,
      name,
      JSON.stringify({ phone: '12000000000', website: 'https://example.invalid', faq: [], halls: [], tutorials: [] }),
    ]);
    await this.database.query(`INSERT INTO campuses (school_id, id, code, name) VALUES ($1, $2, 'main', $3)`, [
      this.id,
      this.campusId,
      name,
    ]);
    await this.database.query(
      `INSERT INTO units (school_id, id, code, kind, name, path) VALUES ($1, $2, 'root', 'school', $3, ARRAY[$2::uuid])`,
      [this.id, this.rootUnitId, name],
    );
  }

  async unit(code: string, kind: 'college' | 'class', parentPath: string[]): Promise<string[]> {
    const id = newId();
    const path = [...parentPath, id];
    await this.database.query(
      `INSERT INTO units (school_id, id, parent_id, code, kind, name, path) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [this.id, id, parentPath.at(-1), code, kind, JSON.stringify({ zh: code, en: code }), path],
    );
    return path;
  }

  /** An active person with a card; the ID number has a region code that nobody has. */
  async person(label: string, unitId: string, { kind = 'student', state = 'active' } = {}): Promise<RowPerson> {
    this.people += 1;
    const serial = String(this.people).padStart(4, '0');
    const id = newId();
    const number = `${this.code}${serial}`;
    const idNumber = `99010120050101${serial}`;
    await this.database.query(
      `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, presence,
         presence_campus_id, presence_since, id_cipher, id_lookup)
       VALUES ($1, $2, $3, $4, 'unstated', $5, $6, $7, $8, 'on_campus', $8, $9, $10, $11)`,
      [
        ...[this.id, id, number, `${label}-${number}`, kind, state, unitId, this.campusId, this.harness.clock.now()],
        ...[this.cipher.seal(idNumber), this.cipher.lookup(this.id, idNumber)],
      ],
    );
    const cardId = await this.card(id, serial);
    return { id, number, name: `${label}-${number}`, idNumber, cardId, unitId };
  }

  async card(personId: string, lastFour: string): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO cards (school_id, id, person_id, last_four, state, balance_fen) VALUES ($1, $2, $3, $4, 'active', 1234)`,
      [this.id, id, personId, lastFour],
    );
    return id;
  }

  async pass(personId: string): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO passes (school_id, id, person_id, origin, created_at) VALUES ($1, $2, $3, 'return', $4)`,
      [this.id, id, personId, this.harness.clock.now()],
    );
    return id;
  }

  async grant(personId: string, role: StaffRole, unitId: string | null = null): Promise<string> {
    const id = newId();
    await this.database.query(
      'INSERT INTO role_grants (school_id, id, person_id, role, unit_id) VALUES ($1, $2, $3, $4, $5)',
      [this.id, id, personId, role, unitId],
    );
    return id;
  }

  async campaign(state: 'draft' | 'running'): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO campaigns (school_id, id, name, legal_ground, starts_on, ends_on, retain_until, audience_kinds, state, created_at)
       VALUES ($1, $2, $3, $3, $5::date - 6, $5::date + 20, $5::date + 50, '{student,staff}', $4, $5)`,
      [this.id, id, JSON.stringify({ zh: this.code, en: this.code }), state, this.harness.clock.now()],
    );
    return id;
  }

  async template(formKey: string, state: 'draft' | 'published'): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, published_at, created_at)
       VALUES ($1, $2, $3, 1, $4, $5, $6, $7)`,
      [
        ...[this.id, id, formKey, state, JSON.stringify(onCampusAfternoon)],
        ...[state === 'published' ? this.harness.clock.now() : null, this.harness.clock.now()],
      ],
    );
    return id;
  }

  /** The grounds of the campus, near Hohhot. */
  async circle(): Promise<void> {
    await this.database.query(
      `INSERT INTO campus_circles (school_id, id, campus_id, latitude, longitude, radius_metres)
       VALUES ($1, $2, $3, 40.85, 111.7, 500)`,
      [this.id, newId(), this.campusId],
    );
  }

  async idPhoto(ownerId: string): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO uploads (school_id, id, owner_id, purpose, slot, state, width, height, bytes, source_sha256, client_key,
         created_at)
       VALUES ($1, $2, $3, 'id_photo', 'id_photo', 'stored', 480, 640, 14, sha256($4::bytea), $2, now())`,
      [this.id, id, ownerId, Buffer.from(id)],
    );
    return id;
  }

  /** An important one of the campus itself. */
  async gate(code: string): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO gates (school_id, id, campus_id, code, name, directions, important, created_at)
       VALUES ($1, $2, $3, $4, $5, '{in,out}', true, now())`,
      [this.id, id, this.campusId, code, JSON.stringify({ zh: `${this.code}南门`, en: `${this.code} south gate` })],
    );
    return id;
  }

  /** Open the whole day for everybody of a kind. */
  async window(campaignId: string, formKey: string, kind: 'student' | 'staff'): Promise<string> {
    const id = newId();
    await this.database.query(
      `INSERT INTO check_in_windows (school_id, id, campaign_id, form_key, title, kind, opens_minute, closes_minute, late_until_minute)
       VALUES ($1, $2, $3, $4, '{"zh":"全天","en":"All day"}', $5, 0, 1440, 1440)`,
      [this.id, id, campaignId, formKey, kind],
    );
    return id;
  }
}

export interface RowPerson {
  id: string;
  number: string;
  name: string;
  idNumber: string;
  cardId: string;
  unitId: string;
}

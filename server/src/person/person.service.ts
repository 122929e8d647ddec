import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { CardState, PersonCard, PersonKind, PersonState, Presence } from '@shared/identity';
import type { StaffRole } from '@shared/permissions';
import { CardService } from '../card/card.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';

export interface PersonInReach {
  personId: string;
  kind: PersonKind;
  presence: Presence;
  presenceCampusId: string | null;
  campusId: string;
  unitId: string;
  unitPath: string[];
}

/** What the sign-in asks about a person. */
export interface Standing {
  number: string;
  state: PersonState;
  staffRoles: StaffRole[];
}

interface PersonCardRow {
  number: string;
  name: string;
  kind: PersonKind;
  unit: Bilingual;
  campus: Bilingual;
  presence: Presence;
  card_id: string | null;
  last_four: string | null;
  card_state: CardState | null;
}

/** The questions that other modules may ask about people. */
@Injectable()
export class PersonService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cards: CardService,
    private readonly clock: Clock,
  ) {}

  /**
   * Who the person is, as every page shows it; of several cards the bound one, then a usable one. Two statements.
   * @throws DomainError PERSON_UNKNOWN
   */
  async cardOf(schoolId: string, personId: string): Promise<PersonCard> {
    const [row]: PersonCardRow[] = await this.database.query(
      `SELECT p.number, p.name, p.kind, u.name AS unit, c.name AS campus, p.presence,
         card.id AS card_id, card.last_four, card.state AS card_state
       FROM people p
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       JOIN campuses c ON c.school_id = p.school_id AND c.id = p.campus_id
       LEFT JOIN LATERAL (
         SELECT k.id, k.last_four, k.state,
           EXISTS (
             SELECT 1 FROM platform_bindings b
             WHERE b.school_id = k.school_id AND b.person_id = k.person_id AND b.card_id = k.id AND b.unbound_at IS NULL
           ) AS is_bound
         FROM cards k WHERE k.school_id = p.school_id AND k.person_id = p.id AND k.state <> 'cancelled'
         ORDER BY is_bound DESC, (k.state = 'active') DESC, k.last_four LIMIT 1
       ) card ON true
       WHERE p.school_id = $1 AND p.id = $2`,
      [schoolId, personId],
    );
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    const { number, name, kind, unit, campus, presence } = row;
    const standing = row.card_id ? await this.cards.findStanding(schoolId, row.card_id) : null;
    const state = standing?.state ?? row.card_state;
    const card = row.last_four && state ? { lastFour: row.last_four, state } : null;
    return { number, name, kind, unit, campus, presence, card, balanceFen: standing?.balanceFen ?? null };
  }

  /** A person the caller is responsible for: counsellors by unit, administrators the whole school; else null. */
  async findInReach(caller: Caller, personId: string): Promise<PersonInReach | null> {
    const [row]: PersonInReach[] = await this.database.query(
      `SELECT p.id AS "personId", p.kind, p.presence, p.presence_campus_id AS "presenceCampusId",
         p.campus_id AS "campusId", p.unit_id AS "unitId", u.path AS "unitPath"
       FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE p.school_id = $1 AND p.id = $2 AND p.state IN ('admitted', 'active')
         AND ($3 OR u.path && $4::uuid[])`,
      [caller.schoolId, personId, caller.roles.includes('school_admin'), caller.reachUnitIds],
    );
    return row ?? null;
  }

  /** Of each person the counsellor of the nearest unit, never the person themself; whoever has none is left out. */
  async nearestCounsellors(
    tx: EntityManager,
    schoolId: string,
    personIds: readonly string[],
  ): Promise<Map<string, string>> {
    const rows: { person_id: string; counsellor_id: string }[] = await tx.query(
      `SELECT DISTINCT ON (p.id) p.id AS person_id, g.person_id AS counsellor_id FROM people p
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       JOIN role_grants g ON g.school_id = p.school_id AND g.role = 'counsellor' AND g.unit_id = ANY (u.path)
       JOIN people c ON c.school_id = g.school_id AND c.id = g.person_id AND c.state = 'active'
       WHERE p.school_id = $1 AND p.id = ANY ($2::uuid[]) AND g.person_id <> p.id
       ORDER BY p.id, array_position(u.path, g.unit_id) DESC, g.granted_at, g.id`,
      [schoolId, personIds],
    );
    return new Map(rows.map(({ person_id, counsellor_id }) => [person_id, counsellor_id]));
  }

  /** @throws DomainError PERSON_UNKNOWN */
  async standingOf(schoolId: string, personId: string): Promise<Standing> {
    const [row]: Standing[] = await this.database.query(
      `SELECT p.number, p.state,
         ARRAY(SELECT DISTINCT g.role FROM role_grants g WHERE g.school_id = p.school_id AND g.person_id = p.id) AS "staffRoles"
       FROM people p WHERE p.school_id = $1 AND p.id = $2`,
      [schoolId, personId],
    );
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return row;
  }

  /** Since when the person is where they are; the row stays locked. @throws DomainError PERSON_UNKNOWN */
  async lockPresence(
    tx: EntityManager,
    schoolId: string,
    personId: string,
  ): Promise<{ since: Date; state: PersonState }> {
    const [row]: { since: Date; state: PersonState }[] = await tx.query(
      'SELECT presence_since AS since, state FROM people WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE',
      [schoolId, personId],
    );
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return row;
  }

  /**
   * Arrival, leaving, or an administrator's word; on campus without a campus means the home campus.
   * @returns whether the person was on the other side before. @throws DomainError PERSON_UNKNOWN
   */
  async setPresence(
    tx: EntityManager,
    schoolId: string,
    personId: string,
    presence: Presence,
    campusId: string | null,
  ): Promise<boolean> {
    const [rows] = (await tx.query(
      `UPDATE people p SET presence = $3, presence_since = $5, updated_at = $5,
         presence_campus_id = CASE WHEN $3 = 'on_campus' THEN coalesce($4::uuid, p.campus_id) END
       FROM (SELECT id, presence FROM people WHERE school_id = $1 AND id = $2 FOR NO KEY UPDATE) AS before
       WHERE p.school_id = $1 AND p.id = before.id AND p.state <> 'left'
       RETURNING before.presence <> p.presence AS "hasMoved"`,
      [schoolId, personId, presence, campusId, this.clock.now()],
    )) as [{ hasMoved: boolean }[], number];
    if (!rows[0]) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    return rows[0].hasMoved;
  }

  /** Everybody of the units and below whose presence differs. @returns who they are */
  async setPresenceOfUnits(
    tx: EntityManager,
    schoolId: string,
    presence: Presence,
    unitIds: string[],
    kind: PersonKind | null,
  ): Promise<string[]> {
    const [rows] = (await tx.query(
      `UPDATE people p SET presence = $2, presence_since = $5, updated_at = $5,
         presence_campus_id = CASE WHEN $2 = 'on_campus' THEN p.campus_id END
       FROM units u
       WHERE p.school_id = $1 AND u.school_id = p.school_id AND u.id = p.unit_id AND u.path && $3::uuid[]
         AND ($4::text IS NULL OR p.kind = $4) AND p.state IN ('admitted', 'active', 'suspended') AND p.presence <> $2
       RETURNING p.id`,
      [schoolId, presence, unitIds, kind, this.clock.now()],
    )) as [{ id: string }[], number];
    return rows.map(({ id }) => id);
  }
}

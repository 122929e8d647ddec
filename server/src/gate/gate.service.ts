import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared, type Prepared } from '../common/prepared';
import type { Gate } from './gate.types';
import { needsTemporaryPass } from './gate.rules';

const FRESH_MS = 4_000;
const MAX_SCHOOLS = 1_000;

type GateRow = Omit<Gate, 'needsTemporaryPass'> & { closedCampusIds: (string | null)[] };

interface Kept {
  loadedAt: number;
  gates: Promise<readonly Gate[]>;
}

/** What other services ask about gates: one statement for all of a school's, kept for seconds. */
@Injectable()
export class GateService {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Null for one that is closed down, or of another school. */
  find(schoolId: string, gateId: string): Promise<Gate | null> {
    return this.one(schoolId, ({ id }) => id === gateId);
  }

  byCode(schoolId: string, gateCode: string): Promise<Gate | null> {
    return this.one(schoolId, ({ code }) => code === gateCode);
  }

  /** Every gate that leads into this venue. */
  async doorsOf(schoolId: string, venueId: string): Promise<readonly Gate[]> {
    return (await this.gatesOf(schoolId)).filter((gate) => gate.venueId === venueId);
  }

  /** Since when the campus is under closed management, by itself or with the whole school; null: it is not. */
  async closedSince(schoolId: string, campusId: string): Promise<Date | null> {
    const [row]: { since: Date | null }[] = await this.database.query(
      'SELECT min(since) AS since FROM closures WHERE school_id = $1 AND (campus_id IS NULL OR campus_id = $2)',
      [schoolId, campusId],
    );
    return row?.since ?? null;
  }

  /** Keeps it in use until the transaction ends. @throws DomainError NOT_FOUND for one that is closed down or another school's */
  async hold(tx: EntityManager, schoolId: string, gateId: string): Promise<void> {
    const known: unknown[] = await tx.query(
      'SELECT FROM gates WHERE school_id = $1 AND id = $2 AND removed_at IS NULL FOR SHARE',
      [schoolId, gateId],
    );
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }

  /** Forgets the gates of a school in this process, after its administrator changed them here. */
  forget(schoolId: string): void {
    this.kept.delete(schoolId);
  }

  /** One that is not known yet may be new: it is looked for once more. */
  private async one(schoolId: string, isIt: (gate: Gate) => boolean): Promise<Gate | null> {
    const known = await this.gatesOf(schoolId);
    const gate = known.find(isIt);
    if (gate) {
      return gate;
    }
    this.forget(schoolId);
    return (await this.gatesOf(schoolId)).find(isIt) ?? null;
  }

  private gatesOf(schoolId: string): Promise<readonly Gate[]> {
    const now = this.clock.now().getTime();
    const known = this.kept.get(schoolId);
    if (known && now - known.loadedAt < FRESH_MS && now >= known.loadedAt) {
      return known.gates;
    }
    const gates = this.load(schoolId);
    if (this.kept.size >= MAX_SCHOOLS) {
      this.kept.clear();
    }
    this.kept.set(schoolId, { loadedAt: now, gates });
    gates.catch(() => this.kept.delete(schoolId));
    return gates;
  }

  private async load(schoolId: string): Promise<readonly Gate[]> {
    const rows = await runPrepared<GateRow>(this.database, LOAD_GATES, [schoolId]);
    return rows.map(({ closedCampusIds, ...gate }) => ({
      ...gate,
      needsTemporaryPass: needsTemporaryPass(gate, closedCampusIds),
    }));
  }
}

/** $1 school. Every gate in use, with the venue that it leads into, and the campuses under closed management. */
const LOAD_GATES: Prepared = {
  name: 'gate.load',
  text: `
    SELECT g.id, g.campus_id AS "campusId", g.building_id AS "buildingId", g.code, g.name, g.directions, g.important,
      g.inside_private AS "insidePrivate", g.anti_passback AS "antiPassback", s.short_code AS "schoolCode",
      d.venue_id AS "venueId",
      ARRAY(SELECT c.campus_id FROM closures c WHERE c.school_id = g.school_id) AS "closedCampusIds"
    FROM gates g JOIN schools s ON s.id = g.school_id
    LEFT JOIN venue_doors d ON d.school_id = g.school_id AND d.gate_id = g.id
    WHERE g.school_id = $1 AND g.removed_at IS NULL`,
};

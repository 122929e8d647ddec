import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import { gateWords } from '@shared/gate';
import type { TemporaryPassGate } from '@shared/pass';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';

export interface NamedGate {
  id: string;
  name: Bilingual;
}

/** The gates that a temporary pass may name. */
@Injectable()
export class PassGates {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  /** Important ones first, those of the campus where the person is before the others. */
  async offeredTo({ schoolId, presenceCampusId, campusId }: Caller): Promise<TemporaryPassGate[]> {
    return this.database.query(
      `SELECT g.id, g.name, g.important, jsonb_build_object('id', c.id, 'name', c.name) AS campus,
         CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('id', b.id, 'name', b.name) END AS building
       FROM gates g
       JOIN campuses c ON c.school_id = g.school_id AND c.id = g.campus_id
       LEFT JOIN buildings b ON b.school_id = g.school_id AND b.id = g.building_id
       WHERE g.school_id = $1 AND g.removed_at IS NULL
       ORDER BY g.important DESC, c.id = $2 DESC, c.code, b.code NULLS FIRST, g.code`,
      [schoolId, presenceCampusId ?? campusId],
    );
  }

  /** Those that are open, in the order in which they were named. */
  async open(tx: EntityManager, schoolId: string, gateIds: readonly string[]): Promise<NamedGate[]> {
    return (await this.all(schoolId, gateIds, tx)).filter(({ isOpen }) => isOpen).map(({ id, name }) => ({ id, name }));
  }

  /** By the words that tell each apart, closed ones too. One statement. */
  async namesOf(schoolId: string, gateIds: readonly string[]): Promise<Map<string, Bilingual>> {
    return new Map((await this.all(schoolId, gateIds)).map(({ id, name }) => [id, name]));
  }

  private async all(
    schoolId: string,
    gateIds: readonly string[],
    tx: EntityManager = this.database.manager,
  ): Promise<(NamedGate & { isOpen: boolean })[]> {
    const rows: { id: string; name: Bilingual; owner: Bilingual; is_open: boolean }[] = await tx.query(
      `SELECT g.id, g.name, coalesce(b.name, c.name) AS owner, g.removed_at IS NULL AS is_open
       FROM unnest($2::uuid[]) WITH ORDINALITY AS wish (id, place)
       JOIN gates g ON g.school_id = $1 AND g.id = wish.id
       JOIN campuses c ON c.school_id = g.school_id AND c.id = g.campus_id
       LEFT JOIN buildings b ON b.school_id = g.school_id AND b.id = g.building_id
       ORDER BY wish.place`,
      [schoolId, gateIds],
    );
    return rows.map(({ id, name, owner, is_open: isOpen }) => ({ id, name: gateWords(owner, name), isOpen }));
  }
}

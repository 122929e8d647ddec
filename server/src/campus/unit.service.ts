import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { UnitInput, UnitView } from '@shared/unit';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';

interface Place {
  id: string;
  parentId: string | null;
  path: string[];
}

const SELECT_UNIT = `
  SELECT u.id, u.code, u.kind, u.name, above.code AS "parentCode"
  FROM units u LEFT JOIN units above ON above.school_id = u.school_id AND above.id = u.parent_id`;

/** The units of a school, from the school itself down to its classes: a tree. */
@Injectable()
export class UnitService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
  ) {}

  /** By code; the search is the beginning of a code or a part of a name. */
  async page(schoolId: string, search: string, cursor: string | undefined): Promise<Page<UnitView>> {
    const [after] = decodeTypedCursor(cursor, ['word']) ?? [null];
    const rows: UnitView[] = await this.database.query(
      `${SELECT_UNIT}
       WHERE u.school_id = $1 AND ($3::text IS NULL OR u.code > $3)
         AND ($2 = '' OR starts_with(u.code, $2) OR strpos(lower((u.name->>'zh') || ' ' || (u.name->>'en')), lower($2)) > 0)
       ORDER BY u.code LIMIT $4`,
      [schoolId, search.trim(), after, PAGE_LIMIT.max + 1],
    );
    return pageOf(
      rows,
      PAGE_LIMIT.max,
      (row) => [row.code],
      (row) => row,
    );
  }

  /**
   * Writes units by their codes: new ones are added, known ones renamed or moved with everything below them. What the
   * list leaves out stays as it is. All of it or nothing.
   * @throws DomainError REQUEST_INVALID with the place of a parent that is unknown or below the unit itself
   */
  async write(caller: Caller, items: readonly UnitInput[]): Promise<UnitView[]> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.database.transaction(async (tx) => {
      await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('units/' || $1::text, 0))`, [schoolId]);
      const known = await this.places(tx, schoolId);
      for (const [at, item] of items.entries()) {
        await this.put(tx, schoolId, known, item, `/items/${at}`);
      }
      const written: UnitView[] = await tx.query(
        `${SELECT_UNIT} WHERE u.school_id = $1 AND u.code = ANY ($2) ORDER BY u.code`,
        [schoolId, items.map(({ code }) => code)],
      );
      await this.audit.writeAll(
        tx,
        written.map(({ id: objectId }) => ({
          ...{ schoolId, actorId, requestId },
          ...{ action: 'unit.write', objectKind: 'unit', objectId },
        })),
      );
      return written;
    });
  }

  private async places(tx: EntityManager, schoolId: string): Promise<Map<string, Place>> {
    const rows: (Place & { code: string })[] = await tx.query(
      'SELECT code, id, parent_id AS "parentId", path FROM units WHERE school_id = $1',
      [schoolId],
    );
    return new Map(rows.map(({ code, ...place }) => [code, place]));
  }

  private async put(
    tx: EntityManager,
    schoolId: string,
    known: Map<string, Place>,
    { code, kind, name, parentCode }: UnitInput,
    at: string,
  ): Promise<void> {
    const before = known.get(code);
    const isRoot = before !== undefined && before.parentId === null;
    if (isRoot !== (kind === 'school') || (isRoot && parentCode !== null)) {
      throw refused(at, isRoot && kind === 'school' ? 'parentCode' : 'kind', 'root');
    }
    const parent = isRoot ? null : parentOf(known, parentCode, at);
    if (before && parent?.path.includes(before.id)) {
      throw refused(at, 'parentCode', 'circle');
    }
    const id = before?.id ?? newId();
    const path = [...(parent?.path ?? []), id];
    await tx.query(
      `INSERT INTO units (school_id, id, parent_id, code, kind, name, path) VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (school_id, code) DO UPDATE SET kind = excluded.kind, name = excluded.name, parent_id = excluded.parent_id`,
      [schoolId, id, parent?.id ?? null, code, kind, JSON.stringify(name), path],
    );
    known.set(code, { id, parentId: parent?.id ?? null, path });
    if (before && String(before.path) !== String(path)) {
      await this.moveBelow(tx, schoolId, id, path);
      (await this.places(tx, schoolId)).forEach((place, one) => known.set(one, place));
    }
  }

  private async moveBelow(tx: EntityManager, schoolId: string, id: string, path: readonly string[]): Promise<void> {
    await tx.query(
      `UPDATE units SET path = $3::uuid[] || path[array_position(path, $2::uuid) + 1 :]
       WHERE school_id = $1 AND path @> ARRAY[$2::uuid]`,
      [schoolId, id, path],
    );
  }
}

const refused = (at: string, field: keyof UnitInput, rule: string): DomainError =>
  new DomainError('REQUEST_INVALID', { fields: [{ path: `${at}/${field}`, rule }] });

const parentOf = (known: ReadonlyMap<string, Place>, code: string | null, at: string): Place => {
  const parent = code === null ? [...known.values()].find(({ parentId }) => parentId === null) : known.get(code);
  if (!parent) {
    throw refused(at, 'parentCode', 'known');
  }
  return parent;
};

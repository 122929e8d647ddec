import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { NoticeKind, NoticeParams, NoticeView } from '@shared/notice';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';

export interface NewNotice {
  schoolId: string;
  personId: string;
  kind: NoticeKind;
  /** ids, instants and device names only */
  params: NoticeParams;
  /** one notice per person and key, however often it is added */
  dedupeKey: string;
}

/** Whom a matter was told to, and how the dedupe keys of its notices begin. */
export interface NoticedMatter {
  personId: string;
  keyPrefix: string;
}

interface NoticeRow {
  id: string;
  kind: NoticeKind;
  params: NoticeParams;
  created_at: Date;
  read_at: Date | null;
}

/** $1 school $2 person $3 whether the page before ended among the read ones $4 its last id, or null $5 limit */
const INBOX = `
  SELECT * FROM (
    (SELECT id, kind, params, created_at, read_at FROM notices
     WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL AND NOT $3::boolean AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5)
    UNION ALL
    (SELECT id, kind, params, created_at, read_at FROM notices
     WHERE school_id = $1 AND person_id = $2 AND read_at IS NOT NULL AND (NOT $3 OR id < $4)
     ORDER BY id DESC LIMIT $5)
  ) notice ORDER BY read_at IS NOT NULL, id DESC LIMIT $5`;

const viewOf = (row: NoticeRow): NoticeView => ({
  id: row.id,
  kind: row.kind,
  params: row.params,
  createdAt: row.created_at.toISOString(),
  readAt: row.read_at?.toISOString() ?? null,
});

/** The in-app inbox: what a person was told, and whether they read it. */
@Injectable()
export class NoticeService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** Puts a notice into the inbox; the same dedupe key again changes nothing. */
  async add(tx: EntityManager, notice: NewNotice): Promise<void> {
    const { schoolId, personId, kind, params, dedupeKey } = notice;
    await tx.query(
      `INSERT INTO notices (school_id, id, person_id, kind, params, dedupe_key, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)
       ON CONFLICT (school_id, person_id, dedupe_key) DO NOTHING`,
      [schoolId, newId(), personId, kind, JSON.stringify(params), dedupeKey, this.clock.now()],
    );
  }

  /** The same for many at once: one statement whatever their number. */
  async addAll(tx: EntityManager, notices: readonly NewNotice[]): Promise<void> {
    if (notices.length === 0) {
      return;
    }
    await tx.query(
      `INSERT INTO notices (school_id, id, person_id, kind, params, dedupe_key, created_at)
       SELECT school_id, id, person_id, kind, params, dedupe_key, $7
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::jsonb[], $6::text[])
         AS notice (school_id, id, person_id, kind, params, dedupe_key)
       ON CONFLICT (school_id, person_id, dedupe_key) DO NOTHING`,
      [
        notices.map(({ schoolId }) => schoolId),
        notices.map(() => newId()),
        notices.map(({ personId }) => personId),
        notices.map(({ kind }) => kind),
        notices.map(({ params }) => JSON.stringify(params)),
        notices.map(({ dedupeKey }) => dedupeKey),
        this.clock.now(),
      ],
    );
  }

  /**
   * Puts a notice into the inbox unless an unread one of its kind is there already: for what comes in great numbers.
   * The key names the one that was read last, so that two at once are one.
   */
  async addUnlessUnread(tx: EntityManager, notice: Omit<NewNotice, 'dedupeKey'>): Promise<void> {
    const { schoolId, personId, kind, params } = notice;
    await tx.query(
      `INSERT INTO notices (school_id, id, person_id, kind, params, dedupe_key, created_at)
       SELECT $1, $2, $3, $4, $5, $4 || ':after:' || coalesce((
         SELECT n.id::text FROM notices n
         WHERE n.school_id = $1 AND n.person_id = $3 AND n.kind = $4 AND n.read_at IS NOT NULL
         ORDER BY n.id DESC LIMIT 1), 'none'), $6
       ON CONFLICT (school_id, person_id, dedupe_key) DO NOTHING`,
      [schoolId, newId(), personId, kind, JSON.stringify(params), this.clock.now()],
    );
  }

  /** Marks as read what its matter has settled: every notice whose dedupe key begins like this. */
  async settle(tx: EntityManager, schoolId: string, personId: string, keyPrefix: string): Promise<void> {
    await tx.query(
      `UPDATE notices SET read_at = $4
       WHERE school_id = $1 AND person_id = $2 AND starts_with(dedupe_key, $3) AND read_at IS NULL`,
      [schoolId, personId, keyPrefix, this.clock.now()],
    );
  }

  /** Takes out of the inboxes what was said of matters that are no longer kept. */
  async forget(tx: EntityManager, schoolId: string, matters: readonly NoticedMatter[]): Promise<void> {
    if (matters.length === 0) {
      return;
    }
    await tx.query(
      `DELETE FROM notices n USING unnest($2::uuid[], $3::text[]) AS matter (person_id, key_prefix)
       WHERE n.school_id = $1 AND n.person_id = matter.person_id AND starts_with(n.dedupe_key, matter.key_prefix)`,
      [schoolId, matters.map(({ personId }) => personId), matters.map(({ keyPrefix }) => keyPrefix)],
    );
  }

  /** Unread first, then the latest first. */
  async inbox(caller: Caller, cursor: string | undefined): Promise<Page<NoticeView> & { unread: number }> {
    const [part = null, after = null] = decodeTypedCursor(cursor, ['word', 'uuid']) ?? [];
    const rows: NoticeRow[] = await this.database.query(INBOX, [
      ...[caller.schoolId, caller.personId, part === 'read', after, PAGE_LIMIT.default + 1],
    ]);
    const page = pageOf(rows, PAGE_LIMIT.default, (row) => [row.read_at ? 'read' : 'unread', row.id], viewOf);
    return { ...page, unread: await this.unreadOf(caller) };
  }

  /** @throws DomainError NOT_FOUND for a notice that is not the caller's */
  async read(caller: Caller, id: string): Promise<void> {
    const [rows] = (await this.database.query(
      `UPDATE notices SET read_at = coalesce(read_at, $4) WHERE school_id = $1 AND person_id = $2 AND id = $3 RETURNING id`,
      [caller.schoolId, caller.personId, id, this.clock.now()],
    )) as [unknown[], number];
    if (rows.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }

  async readAll(caller: Caller): Promise<void> {
    await this.database.query(
      'UPDATE notices SET read_at = $3 WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL',
      [caller.schoolId, caller.personId, this.clock.now()],
    );
  }

  private async unreadOf(caller: Caller): Promise<number> {
    const [row]: { unread: number }[] = await this.database.query(
      'SELECT count(*)::int AS unread FROM notices WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL',
      [caller.schoolId, caller.personId],
    );
    return row?.unread ?? 0;
  }
}

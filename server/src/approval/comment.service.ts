import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApprovalComment, ApprovalKind } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { NoticeService } from '../notice/notice.service';
import { ApprovalTrail } from './approval-trail';
import { ACTS_FOR } from './approval.sql';
import { commentOf, type CommentRow } from './approval.view';

/** No request has more comments. */
const MOST_COMMENTS = 50;

interface Commented {
  applicant_id: string;
  kind: ApprovalKind;
  subject_id: string;
  comments: number;
}

const SELECT_COMMENTS = `
  SELECT c.id, author.name AS author, c.words AS text, c.created_at AS at
  FROM approval_comments c
  JOIN people author ON author.school_id = c.school_id AND author.id = c.author_id`;

/** What an approver says to the applicant beside a decision. */
@Injectable()
export class CommentService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly notices: NoticeService,
    private readonly trail: ApprovalTrail,
    private readonly idempotency: Idempotency,
  ) {}

  /** @throws DomainError NOT_FOUND for whom it is not assigned to, TOO_MANY_REQUESTS past fifty, IDEMPOTENCY_KEY_REUSED */
  async add(caller: Caller, key: string, requestId: string, text: string): Promise<ApprovalComment> {
    return this.database.transaction(async (tx) => {
      const { id } = await this.idempotency.once(tx, caller, key, { comment: requestId, text }, () =>
        this.addIn(tx, caller, requestId, text.trim()),
      );
      const [row] = (await tx.query(`${SELECT_COMMENTS} WHERE c.school_id = $1 AND c.id = $2`, [
        caller.schoolId,
        id,
      ])) as [CommentRow];
      return commentOf(row);
    });
  }

  private async addIn(tx: EntityManager, caller: Caller, requestId: string, text: string): Promise<{ id: string }> {
    const now = this.clock.now();
    const id = newId();
    const request = await this.lock(tx, caller, requestId, now);
    if (request.comments >= MOST_COMMENTS) {
      throw new DomainError('TOO_MANY_REQUESTS');
    }
    await tx.query(
      `INSERT INTO approval_comments (school_id, id, request_id, author_id, words, created_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [caller.schoolId, id, requestId, caller.personId, text, now],
    );
    await this.trail.commented(tx, caller, requestId);
    await this.notices.add(tx, {
      ...{ schoolId: caller.schoolId, personId: request.applicant_id, kind: 'approval.commented' },
      ...{ params: { kind: request.kind, subjectId: request.subject_id }, dedupeKey: `approval.commented:${id}` },
    });
    return { id };
  }

  /** What was said to the caller about something that they asked for, the oldest first. */
  async ownOf({ schoolId, personId }: Caller, kind: ApprovalKind, subjectId: string): Promise<ApprovalComment[]> {
    const rows: CommentRow[] = await this.database.query(
      `${SELECT_COMMENTS}
       JOIN approval_requests r ON r.school_id = c.school_id AND r.id = c.request_id
       WHERE r.school_id = $1 AND r.applicant_id = $2 AND r.kind = $3 AND r.subject_id = $4
       ORDER BY c.id LIMIT 200`,
      [schoolId, personId, kind, subjectId],
    );
    return rows.map(commentOf);
  }

  private async lock(tx: EntityManager, caller: Caller, requestId: string, now: Date): Promise<Commented> {
    const [request]: Commented[] = await tx.query(
      `SELECT r.applicant_id, r.kind, r.subject_id,
         (SELECT count(*)::int FROM approval_comments c WHERE c.school_id = r.school_id AND c.request_id = r.id) AS comments
       FROM approval_requests r
       WHERE r.school_id = $1 AND r.id = $4 AND r.applicant_id <> $2 AND r.assignee_id IN (${ACTS_FOR})
       FOR NO KEY UPDATE OF r`,
      [caller.schoolId, caller.personId, now, requestId],
    );
    if (!request) {
      throw new DomainError('NOT_FOUND');
    }
    return request;
  }
}

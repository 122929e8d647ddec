import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests, decisions that take effect ten seconds later, transfers, comments, deputies. */
export class Approvals1700000000008 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE approval_requests (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind ~ '^[a-z][a-z_]{1,40}$'),
        subject_id uuid NOT NULL,
        subject_version int NOT NULL CHECK (subject_version > 0),
        applicant_id uuid NOT NULL,
        assignee_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'returned', 'rejected', 'withdrawn')),
        revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
        triage text NOT NULL CHECK (triage IN ('clean', 'needs_look')),
        triage_reasons text[] NOT NULL DEFAULT '{}',
        -- what the inbox shows of it, as the kind says
        facts jsonb NOT NULL DEFAULT '[]',
        -- milliseconds: lists continue after the instant that a client was told
        submitted_at timestamptz(3) NOT NULL,
        -- a decision stands and takes effect then; empty again once it has, or was undone
        settles_at timestamptz(3),
        closed_at timestamptz(3),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, id, applicant_id),
        FOREIGN KEY (school_id, applicant_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, assignee_id) REFERENCES people (school_id, id),
        CHECK (assignee_id <> applicant_id),
        CHECK ((state = 'pending') = (closed_at IS NULL)),
        CHECK (settles_at IS NULL OR state = 'pending'),
        CHECK ((triage = 'clean') = (cardinality(triage_reasons) = 0))
      );
      CREATE UNIQUE INDEX approval_requests_one_pending ON approval_requests (school_id, kind, subject_id) WHERE state = 'pending';
      CREATE INDEX approval_requests_subject ON approval_requests (school_id, kind, subject_id, id);
      CREATE INDEX approval_requests_inbox ON approval_requests (school_id, assignee_id, submitted_at, id)
        WHERE state = 'pending' AND settles_at IS NULL;
      CREATE INDEX approval_requests_standing ON approval_requests (school_id, assignee_id, settles_at)
        WHERE settles_at IS NOT NULL;
      CREATE INDEX approval_requests_done ON approval_requests (school_id, assignee_id, closed_at DESC, id DESC)
        WHERE state <> 'pending';
      CREATE TABLE approval_decisions (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        request_id uuid NOT NULL,
        applicant_id uuid NOT NULL,
        batch_id uuid NOT NULL,
        outcome text NOT NULL CHECK (outcome IN ('approve', 'return', 'reject')),
        reason text CHECK (reason ~ '^[a-z_]{1,40}$'),
        comment text CHECK (char_length(comment) BETWEEN 1 AND 500),
        slots text[] NOT NULL DEFAULT '{}',
        decided_by uuid NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        effective_at timestamptz(3) NOT NULL,
        undone_at timestamptz(3),
        settled_at timestamptz(3),
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, request_id, applicant_id) REFERENCES approval_requests (school_id, id, applicant_id),
        FOREIGN KEY (school_id, decided_by) REFERENCES people (school_id, id),
        -- nobody decides on what they ask for themselves
        CHECK (decided_by <> applicant_id),
        CHECK (effective_at >= decided_at),
        -- a decision is undone before it takes effect, or never
        CHECK (undone_at IS NULL OR (settled_at IS NULL AND undone_at < effective_at)),
        CHECK (settled_at IS NULL OR settled_at >= effective_at),
        CHECK (outcome = 'approve' OR reason IS NOT NULL)
      );
      CREATE UNIQUE INDEX approval_decisions_one_live ON approval_decisions (school_id, request_id) WHERE undone_at IS NULL;
      CREATE INDEX approval_decisions_batch ON approval_decisions (school_id, batch_id);
      CREATE TABLE approval_transfers (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        request_id uuid NOT NULL,
        applicant_id uuid NOT NULL,
        from_id uuid NOT NULL,
        to_id uuid NOT NULL,
        by_id uuid NOT NULL,
        note text CHECK (char_length(note) BETWEEN 1 AND 200),
        transferred_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, request_id, applicant_id) REFERENCES approval_requests (school_id, id, applicant_id),
        FOREIGN KEY (school_id, from_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, to_id) REFERENCES people (school_id, id),
        CHECK (to_id <> applicant_id AND by_id <> applicant_id AND from_id <> to_id)
      );
      CREATE INDEX approval_transfers_request ON approval_transfers (school_id, request_id, id);
      CREATE TABLE approval_comments (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        request_id uuid NOT NULL,
        author_id uuid NOT NULL,
        words text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 500),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, request_id) REFERENCES approval_requests (school_id, id),
        FOREIGN KEY (school_id, author_id) REFERENCES people (school_id, id)
      );
      CREATE INDEX approval_comments_request ON approval_comments (school_id, request_id, id);
      CREATE TABLE approval_deputies (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        approver_id uuid NOT NULL,
        deputy_id uuid NOT NULL,
        from_at timestamptz NOT NULL,
        until_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, approver_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, deputy_id) REFERENCES people (school_id, id),
        CHECK (approver_id <> deputy_id),
        CHECK (from_at < until_at)
      );
      CREATE INDEX approval_deputies_deputy ON approval_deputies (school_id, deputy_id, until_at) WHERE ended_at IS NULL;
      CREATE INDEX approval_deputies_approver ON approval_deputies (school_id, approver_id, until_at) WHERE ended_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE approval_deputies, approval_comments, approval_transfers, approval_decisions, approval_requests
    `);
  }
}

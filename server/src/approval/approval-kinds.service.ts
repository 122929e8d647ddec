import { Injectable } from '@nestjs/common';
import type {
  ApprovalFact,
  ApprovalKind,
  ApprovalPhoto,
  ApprovalVersion,
  Outcome,
  QuickReason,
} from '@shared/approval';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';

/** A decision that takes effect now. */
export interface SettledDecision {
  decisionId: string;
  schoolId: string;
  requestId: string;
  kind: ApprovalKind;
  subjectId: string;
  /** the version that was looked at */
  subjectVersion: number;
  applicantId: string;
  outcome: Outcome;
  reason: QuickReason | null;
  comment: string | null;
  /** slots that must be handed in again */
  slots: string[];
  decidedBy: string;
  decidedAt: Date;
  effectiveAt: Date;
}

/** A request that goes to another approver. */
export interface MovedRequest {
  schoolId: string;
  subjectId: string;
  fromId: string;
  toId: string;
}

export interface ApprovalDescription {
  facts: ApprovalFact[];
  photos: ApprovalPhoto[];
  /** the newest first */
  earlier: ApprovalVersion[];
}

/** What a kind of request brings along. */
export interface ApprovalKindHandler {
  kind: ApprovalKind;
  /** The effect of a decision, inside the transaction that holds the request's lock; it happens exactly once. */
  settle(tx: EntityManager, settled: SettledDecision): Promise<void>;
  /** What the approver opens; addresses of photos are for this viewer. */
  describe(viewer: Caller, subjectId: string, version: number): Promise<ApprovalDescription>;
  /** Another approver decides from now on, inside the transaction that holds the request's lock. */
  moved(tx: EntityManager, moved: MovedRequest): Promise<void>;
}

/** Kinds register themselves when their modules start; approval imports none of them. */
@Injectable()
export class ApprovalKinds {
  private readonly handlers = new Map<ApprovalKind, ApprovalKindHandler>();

  register(handler: ApprovalKindHandler): void {
    if (this.handlers.has(handler.kind)) {
      throw new Error(`two handlers for the approval kind ${handler.kind}`);
    }
    this.handlers.set(handler.kind, handler);
  }

  of(kind: ApprovalKind): ApprovalKindHandler {
    const handler = this.handlers.get(kind);
    if (!handler) {
      throw new Error(`no handler for the approval kind ${kind}`);
    }
    return handler;
  }
}

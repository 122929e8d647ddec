import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { CorrectionField, CorrectionState } from '@shared/identity';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { NoticeService } from '../notice/notice.service';
import { acceptedValue, type Decision } from './correction.rules';

interface OpenRequest {
  person_id: string;
  field: CorrectionField;
  wished: string;
  state: CorrectionState;
}

const COLUMN = { name: 'name', number: 'number', unit: 'unit_id' } as const;
/** constraint → the field of the decision that it is about */
const REFUSED: Record<string, { path: string; rule: string }> = {
  people_school_id_number_key: { path: '/number', rule: 'unique' },
  people_school_id_unit_id_fkey: { path: '/unitId', rule: 'exists' },
};

/** Card staff decide; accepting changes the person in the same transaction. Nobody decides for themself. */
@Injectable()
export class CorrectionDecision {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError NOT_FOUND, PERMISSION_DENIED, CORRECTION_ALREADY_DECIDED, REQUEST_INVALID */
  async decide(caller: Caller, requestId: string, decision: Decision): Promise<void> {
    await this.database
      .transaction(async (tx) => {
        const request = await this.lock(tx, caller, requestId);
        const after = decision.accepted ? await this.apply(tx, caller.schoolId, request, decision) : null;
        const state = decision.accepted ? 'accepted' : 'refused';
        await tx.query(
          `UPDATE correction_requests SET state = $3, after_value = $4, answer = $5, decided_by = $6, decided_at = $7
           WHERE school_id = $1 AND id = $2`,
          [caller.schoolId, requestId, state, after, decision.answer.trim(), caller.personId, this.clock.now()],
        );
        await this.tell(tx, caller, requestId, request, state);
      })
      .catch((error: unknown) => {
        const fault = REFUSED[violatedConstraint(error) ?? ''];
        throw fault ? new DomainError('REQUEST_INVALID', { fields: [fault] }) : error;
      });
  }

  private async lock(tx: EntityManager, caller: Caller, requestId: string): Promise<OpenRequest> {
    const [request] = (await tx.query(
      'SELECT person_id, field, wished, state FROM correction_requests WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [caller.schoolId, requestId],
    )) as OpenRequest[];
    if (!request) {
      throw new DomainError('NOT_FOUND');
    }
    if (request.person_id === caller.personId) {
      throw new DomainError('PERMISSION_DENIED');
    }
    if (request.state !== 'open') {
      throw new DomainError('CORRECTION_ALREADY_DECIDED');
    }
    return request;
  }

  private async apply(tx: EntityManager, schoolId: string, request: OpenRequest, decision: Decision): Promise<string> {
    const value = acceptedValue(request.field, request.wished, decision);
    if (typeof value !== 'string') {
      throw new DomainError('REQUEST_INVALID', { fields: [value] });
    }
    await tx.query(
      `UPDATE people SET ${COLUMN[request.field]} = $3, updated_at = $4 WHERE school_id = $1 AND id = $2`,
      [schoolId, request.person_id, value, this.clock.now()],
    );
    return value;
  }

  private async tell(
    tx: EntityManager,
    { schoolId, personId, requestId: httpRequestId }: Caller,
    requestId: string,
    { person_id, field }: OpenRequest,
    state: 'accepted' | 'refused',
  ): Promise<void> {
    await this.audit.write(tx, {
      schoolId,
      actorId: personId,
      requestId: httpRequestId,
      action: `correction.${state === 'accepted' ? 'accept' : 'refuse'}`,
      objectKind: 'correction_request',
      objectId: requestId,
    });
    await this.notices.add(tx, {
      schoolId,
      personId: person_id,
      kind: 'correction.decided',
      params: { field, state },
      dedupeKey: `correction.decided/${requestId}`,
    });
  }
}

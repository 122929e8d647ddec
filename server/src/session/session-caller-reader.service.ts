import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CallerReader, type KnownCaller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { runPrepared } from '../common/prepared';
import { CALLER, type CallerRow } from './caller-statement';
import { TokenService } from './token.service';

const KEPT_MS = 4_000;
const KEPT_SESSIONS = 50_000;

interface Kept {
  caller: KnownCaller;
  until: number;
}

/**
 * Token → caller. What it read stays for four seconds, so that whatever ends a session, a role or a person
 * is felt within five; the oldest give way when many people come at once.
 */
@Injectable()
export class SessionCallerReader extends CallerReader {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly tokens: TokenService,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** @throws DomainError SIGN_IN_REQUIRED, SESSION_ENDED, PERSON_SUSPENDED, PERSON_LEFT */
  override read(accessToken: string): Promise<KnownCaller> {
    const claims = this.tokens.read('api', accessToken);
    if (typeof claims?.sid !== 'string') {
      return Promise.reject(new DomainError('SIGN_IN_REQUIRED'));
    }
    const sessionId: string = claims.sid;
    const kept = this.kept.get(sessionId);
    if (kept && kept.until > this.clock.now().getTime()) {
      return Promise.resolve(kept.caller);
    }
    return this.load(sessionId);
  }

  override forget(sessionId: string): void {
    this.kept.delete(sessionId);
  }

  private async load(sessionId: string): Promise<KnownCaller> {
    const now = this.clock.now();
    const [row] = await runPrepared<CallerRow>(this.database, CALLER, [sessionId]);
    this.kept.delete(sessionId);
    const caller = callerOf(row, now);
    this.keep(sessionId, { caller, until: now.getTime() + KEPT_MS });
    return caller;
  }

  private keep(sessionId: string, entry: Kept): void {
    if (this.kept.size >= KEPT_SESSIONS) {
      const oldest = this.kept.keys().next();
      if (!oldest.done) {
        this.kept.delete(oldest.value);
      }
    }
    this.kept.set(sessionId, entry);
  }
}

const callerOf = (row: CallerRow | undefined, now: Date): KnownCaller => {
  if (row?.state === 'left') {
    throw new DomainError('PERSON_LEFT');
  }
  if (row?.state === 'suspended') {
    throw new DomainError('PERSON_SUSPENDED');
  }
  if (!row || row.ended_at !== null || row.expires_at <= now) {
    throw new DomainError('SESSION_ENDED');
  }
  return {
    schoolId: row.school_id,
    timeZone: row.time_zone,
    personId: row.person_id,
    sessionId: row.session_id,
    platform: row.platform,
    kind: row.kind,
    state: row.state,
    unitId: row.unit_id,
    unitPath: row.unit_path,
    campusId: row.campus_id,
    presence: row.presence,
    presenceCampusId: row.presence_campus_id,
    roles: ['member', ...row.staff_roles],
    reachUnitIds: row.reach_unit_ids,
    sharedDevice: row.shared_device,
  };
};

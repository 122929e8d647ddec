import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  audienceOf,
  RESERVE_CODES,
  type IssuedCode,
  type PassCodeAnswer,
  type PassCodeRequest,
} from '@shared/pass-code';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { shortId } from '../common/short-id';
import { Throttle } from '../common/throttle';
import { PassShowing } from '../pass/pass-showing.service';
import type { ShowablePass } from '../pass/pass.types';
import { PassKeyService } from '../pass-key/pass-key.service';
import { GatePermits } from './gate-permits.service';
import { codeTimes } from './pass-code.rules';

/** A page asks every three quarters of a minute; somebody who looks for the right gate asks more often. */
const CODES = { points: 60, seconds: 60 };
const CODE_ID_BYTES = 6;

/** Makes the codes that a phone holds up at a gate. */
@Injectable()
export class PassCodeService {
  constructor(
    private readonly clock: Clock,
    private readonly throttle: Throttle,
    private readonly permits: GatePermits,
    private readonly passes: PassShowing,
    private readonly keys: PassKeyService,
  ) {}

  /**
   * A code for now and, as a reserve for the moment without network, one for each of the minutes that follow; at the door
   * of a venue none is good for longer than the place there.
   * @throws DomainError TOO_MANY_REQUESTS, NOT_FOUND, GATE_DIRECTION_CLOSED, PASS_NOT_VALID with the status,
   * PASS_ON_OTHER_PHONE, TEMPORARY_PASS_NEEDED, BOOKING_NEEDED
   */
  async issue(caller: Caller, { gateId, direction, reserve }: PassCodeRequest): Promise<PassCodeAnswer> {
    const { schoolId, personId } = caller;
    await this.throttle.consume('pass-code', `${schoolId}/${personId}`, CODES);
    const gate = await this.permits.demandGate(schoolId, gateId, direction);
    const pass = await this.passes.showable(caller);
    if (!pass.directions.includes(direction)) {
      throw new DomainError('PASS_NOT_VALID', { details: { status: pass.status } });
    }
    if (!pass.isThisPhone) {
      throw new DomainError('PASS_ON_OTHER_PHONE');
    }
    await this.permits.demandTemporaryPass(schoolId, personId, gate);
    const now = this.clock.now();
    const until = await this.permits.demandPlace(schoolId, personId, gate, direction, now);
    await this.passes.remember(schoolId, pass.passId, gateId, direction);
    const aud = audienceOf({ schoolCode: gate.schoolCode, gateCode: gate.code, direction });
    const [code, ...rest] = codeTimes(now, until, reserve ? RESERVE_CODES : 0).map(({ iat, exp }) =>
      this.codeOf(pass, aud, iat, exp),
    );
    return { serverTime: now.toISOString(), code: code as IssuedCode, reserve: rest };
  }

  private codeOf({ passId, epoch }: ShowablePass, aud: string, iat: number, exp: number): IssuedCode {
    const jti = randomBytes(CODE_ID_BYTES).toString('base64url');
    return {
      code: this.keys.sign({ sub: shortId(passId), aud, iat, exp, jti, v: epoch }),
      startsAt: new Date(iat * 1000).toISOString(),
      endsAt: new Date(exp * 1000).toISOString(),
    };
  }
}

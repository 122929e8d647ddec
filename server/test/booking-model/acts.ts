import { randomBytes, randomUUID } from 'node:crypto';
import type { BookingState } from '@shared/booking';
import type { Direction } from '@shared/gate';
import { audienceOf, CODE_LIFE_SECONDS } from '@shared/pass-code';
import { BookingChanges } from '../../src/booking/booking-changes.service';
import { BookingService } from '../../src/booking/booking.service';
import { WaitingLeave } from '../../src/booking/waiting-leave.service';
import { WaitingList } from '../../src/booking/waiting-list.service';
import { DomainError } from '../../src/common/domain-error';
import { shortId } from '../../src/common/short-id';
import { PassKeyService } from '../../src/pass-key/pass-key.service';
import type { TestGate } from '../pass-factories';
import { closeVenue, recover, setCapacity } from './administrator';
import type { Command } from './commands';
import type { Outcome } from './rules';
import { lateInstant } from './model';
import type { ModelStage } from './stage';

const TRIES = 5;
const [WELL, FEVER] = [365, 380];

interface LastBooking {
  id: string;
  state: BookingState;
  hall_id: string;
  expires_at: Date;
}

/** What people, terminals and the administrator do, by the real services. */
export class Acts {
  constructor(private readonly stage: ModelStage) {}

  /** @returns what whoever does it is told */
  async apply(one: Command): Promise<Outcome> {
    if (one.does === 'book' || one.does === 'join') {
      await this.stage.forgetPresses();
    }
    try {
      return await this.act(one);
    } catch (error) {
      if (error instanceof DomainError) {
        return error.code;
      }
      throw error;
    }
  }

  private async act(one: Command): Promise<Outcome> {
    const { harness } = this.stage;
    switch (one.does) {
      case 'book':
        await harness.get(BookingService).book(this.stage.caller(one.person), randomUUID(), this.hallOf(one.hall));
        return 'ok';
      case 'join':
        await harness.get(WaitingList).join(this.stage.caller(one.person), this.hallOf(one.hall));
        return 'ok';
      case 'leave':
        return this.leave(one.person);
      case 'accept':
      case 'cancel':
      case 'decline':
      case 'end':
        return this.change(one.person, one.does);
      case 'scanIn':
      case 'scanOut':
        return this.pass(one.person, one.hall, one.does === 'scanIn' ? 'in' : 'out');
      case 'fever':
        return this.pass(one.person, one.hall, 'out', FEVER);
      case 'recover':
        return recover(this.stage, this.stage.caller(one.person));
      case 'lateEvent':
        return this.tellLate(one.person);
      case 'setCapacity':
        return setCapacity(this.stage, this.stage.place(one.hall), one.wished);
      case 'close':
        return closeVenue(this.stage, this.stage.place(one.hall), one);
      default:
        return 'ok';
    }
  }

  private async change(person: number, does: 'accept' | 'cancel' | 'decline' | 'end'): Promise<Outcome> {
    const last = await this.lastOf(person);
    if (!last) {
      return 'nothing';
    }
    const [changes, caller] = [this.stage.harness.get(BookingChanges), this.stage.caller(person)];
    await (does === 'accept' ? changes.accept(caller, last.id) : changes.finish(caller, last.id, does));
    return 'ok';
  }

  private async leave(person: number): Promise<Outcome> {
    const list = this.stage.harness.get(WaitingList);
    const own = await list.findOwn(this.stage.caller(person));
    if (!own) {
      return 'nothing';
    }
    await this.stage.harness.get(WaitingLeave).leave(this.stage.caller(person), own.id);
    return 'ok';
  }

  private async pass(person: number, hall: number, direction: Direction, tenths = WELL): Promise<Outcome> {
    const { door, terminal } = this.stage.place(hall);
    const code = await this.codeAt(person, door, direction, this.stage.harness.clock.now());
    const scan = this.stage.scanOf({ code, temperatureTenths: tenths }, terminal);
    let answer = await this.stage.sendScan(scan, terminal);
    for (let tries = 1; answer.status === 503 && tries < TRIES; tries++) {
      // a terminal that is told to come back sends the same scan again
      answer = await this.stage.sendScan(scan, terminal);
    }
    return answer.body.verdict as Outcome;
  }

  private async tellLate(person: number): Promise<Outcome> {
    const last = await this.lastOf(person);
    if (last?.state !== 'expired') {
      return 'nothing';
    }
    const { door, terminal } = this.stage.place(this.stage.places.findIndex(({ hallId }) => hallId === last.hall_id));
    const at = new Date(lateInstant({ expiresAt: last.expires_at.getTime() }));
    const code = await this.codeAt(person, door, 'in', at);
    const [outcome] = await this.stage.uploadEvents(
      [this.stage.eventOf({ code, at: at.toISOString() }, terminal)],
      terminal,
    );
    expect(outcome?.outcome).toBe('stored');
    return 'ok';
  }

  /** As the phone would show it at that instant. */
  private async codeAt(person: number, door: TestGate, direction: Direction, at: Date): Promise<string> {
    const [pass]: { id: string }[] = await this.stage.harness.database.query(
      'SELECT id FROM passes WHERE person_id = $1',
      [this.stage.caller(person).personId],
    );
    const iat = Math.floor(at.getTime() / 1000);
    return this.stage.harness.get(PassKeyService).sign({
      ...{ sub: shortId(String(pass?.id)), iat, exp: iat + CODE_LIFE_SECONDS, v: 1 },
      aud: audienceOf({ schoolCode: this.stage.schoolCode, gateCode: door.code, direction }),
      jti: randomBytes(6).toString('base64url'),
    });
  }

  private async lastOf(person: number): Promise<LastBooking | undefined> {
    const [last]: LastBooking[] = await this.stage.harness.database.query(
      'SELECT id, state, hall_id, expires_at FROM bookings WHERE person_id = $1 ORDER BY booked_at DESC, id DESC LIMIT 1',
      [this.stage.caller(person).personId],
    );
    return last;
  }

  private hallOf(hall: number): { hallId: string } {
    return { hallId: this.stage.place(hall).hallId };
  }
}

import type { Direction } from '@shared/gate';
import type { PassCodeAnswer, PassCodeClaims } from '@shared/pass-code';
import type {
  EventBatchAnswer,
  EventOutcome,
  QuarantineReason,
  ScanAnswer,
  ScanRequest,
  TerminalAlarm,
  TerminalEvent,
} from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import { PassKeyService } from '../src/pass-key/pass-key.service';
import { createGate, createPass, type GateWish, type TestGate } from './pass-factories';
import { ReturnStage, type Member } from './return-stage';
import type { TerminalAnswer } from './terminal-client';
import { createTerminal, type TestTerminal } from './terminal-factories';

export interface StoredPassage {
  verdict: Verdict;
  person_id: string | null;
  direction: Direction | null;
  offline: boolean;
  quarantine: QuarantineReason | null;
  double_use_of: string | null;
}

/** The school of returning, with a gate, its terminal, and a student who has a pass. */
export class GateStage extends ReturnStage {
  gate!: TestGate;
  terminal!: TestTerminal;
  private sequence = 0;

  override async reset(): Promise<void> {
    await super.reset();
    this.sequence = 0;
    await createPass(this.harness, this.student.person);
    [this.gate, this.terminal] = await this.gateWith();
  }

  async gateWith(wish: GateWish = {}): Promise<[TestGate, TestTerminal]> {
    const gate = await createGate(this.harness, this.school, wish);
    return [gate, await this.terminalAt(gate)];
  }

  terminalAt({ id }: Pick<TestGate, 'id'>): Promise<TestTerminal> {
    return createTerminal(this.harness, this.school, { gateId: id, createdBy: this.administrator.person.id });
  }

  /** Somebody else with a pass. */
  async passHolder(): Promise<Member> {
    const member = await this.member();
    await createPass(this.harness, member.person);
    return member;
  }

  codes(direction: Direction = 'in', reserve = false, member = this.student, gate = this.gate) {
    return member.phone.post('/pass/codes', { gateId: gate.id, direction, reserve });
  }

  async code(direction: Direction = 'in', member = this.student, gate = this.gate): Promise<string> {
    const { body } = await this.codes(direction, false, member, gate).expect(200);
    return (body as PassCodeAnswer).code.code;
  }

  /** A code that nobody would be given, with a right signature. */
  async codeWith(wish: Partial<PassCodeClaims>): Promise<string> {
    return this.signed({ ...claimsOf(await this.code()), ...wish });
  }

  signed(claims: PassCodeClaims): string {
    return this.harness.get(PassKeyService).sign(claims);
  }

  next(): number {
    return (this.sequence += 1);
  }

  /** As a device would send it; a new key each time unless told otherwise. */
  scanOf(what: Partial<ScanRequest>, terminal = this.terminal): ScanRequest {
    return {
      ...{ bootId: String(terminal.bootId), sequence: this.next(), at: this.harness.clock.now().toISOString() },
      ...what,
    };
  }

  sendScan(scan: ScanRequest, terminal = this.terminal): Promise<TerminalAnswer<ScanAnswer>> {
    return terminal.client.post<ScanAnswer>('/scans', scan);
  }

  async scan(what: Partial<ScanRequest>, terminal = this.terminal): Promise<ScanAnswer> {
    const { status, body } = await this.sendScan(this.scanOf(what, terminal), terminal);
    expect({ status, body }).toEqual({ status: 200, body: expect.anything() as unknown });
    return body;
  }

  async verdict(what: Partial<ScanRequest>, terminal = this.terminal): Promise<Verdict> {
    return (await this.scan(what, terminal)).verdict;
  }

  /** Decided by the terminal alone, an hour ago. */
  eventOf(what: Partial<TerminalEvent>, terminal = this.terminal): TerminalEvent {
    return {
      ...{ bootId: String(terminal.bootId), sequence: this.next(), scanSequence: null, offsetMs: 0 },
      ...{ gateId: terminal.gateId, at: new Date(this.harness.clock.now().getTime() - 3_600_000).toISOString() },
      ...{ means: what.number === undefined ? 'code' : 'number', direction: 'in', verdict: 'admitted' },
      ...{ temperatureTenths: 365, ...what },
    };
  }

  async uploadEvents(events: TerminalEvent[], terminal = this.terminal): Promise<EventOutcome[]> {
    const batch = { sentAt: this.harness.clock.now().toISOString(), events };
    const { status, body } = await terminal.client.post<EventBatchAnswer>('/events', batch);
    expect({ status, body }).toEqual({ status: 200, body: expect.anything() as unknown });
    return body.outcomes;
  }

  /** A signed request for what stands at a path with its query. */
  async fetchAs(path: string, terminal = this.terminal): Promise<{ status: number; bytes: Buffer }> {
    const headers = terminal.client.headersFor('GET', path, '');
    const answer = await fetch(`${this.harness.baseUrl}${path}`, { headers });
    return { status: answer.status, bytes: Buffer.from(await answer.arrayBuffer()) };
  }

  passages(): Promise<StoredPassage[]> {
    return this.harness.database.query(
      `SELECT verdict, person_id, direction, offline, quarantine, double_use_of FROM passages ORDER BY occurred_at, id`,
    );
  }

  async cases(): Promise<string[]> {
    const rows: { rule_key: string }[] = await this.harness.database.query(
      `SELECT rule_key FROM cases WHERE source_kind = 'passage' ORDER BY rule_key`,
    );
    return rows.map((row) => row.rule_key);
  }

  alarms(): Promise<{ kind: TerminalAlarm; count: number }[]> {
    return this.harness.database.query('SELECT kind, count FROM terminal_alarms ORDER BY kind');
  }

  async inside({ person }: Member = this.student): Promise<Direction | null> {
    const [row]: { direction: Direction }[] = await this.harness.database.query(
      'SELECT direction FROM occupancies WHERE person_id = $1',
      [person.id],
    );
    return row?.direction ?? null;
  }
}

export const claimsOf = (code: string): PassCodeClaims =>
  JSON.parse(Buffer.from(code.split('.')[1] ?? '', 'base64url').toString()) as PassCodeClaims;

import { randomUUID } from 'node:crypto';
import type { Bilingual } from '@shared/bilingual';
import type { GateInput, GateMap, GateView } from '@shared/gate';
import type { EnrolmentAnswer, NewTerminal, ScanAnswer, ScanRequest } from '@shared/terminal';
import type { OpeningHours, VenueInput, VenueKindInput, VenueKindView, VenueView } from '@shared/venue';
import { newDeviceKey, TerminalClient } from '../server/test/terminal-client';
import { ask } from './ask';
import type { Phone } from './phone';

const ALL_DAY: OpeningHours[] = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) => ({
  weekday,
  opens: 0,
  closes: 1440,
}));
const words = (zh: string, en: string): Bilingual => ({ zh, en });

/** A venue of one hall with so many places and one door, as an administrator sets it up. @returns its door */
export const openVenue = async (desk: Phone, name: Bilingual, places: number): Promise<string> => {
  const campusId = (await ask<GateMap>(desk, '/gates')).campuses[0]?.id ?? '';
  const gate: GateInput = {
    ...{ campusId, buildingId: null, code: 'jrny1', name, directions: ['in', 'out'] },
    ...{ important: false, insidePrivate: false, antiPassback: 'off' },
  };
  const kind: VenueKindInput = {
    ...{ code: 'journey', name: words('琴房', 'Music rooms') },
    ...{ dailyLimit: 5, breachLimit: 2, breachDays: 30, coolDownHours: 24 },
  };
  const { id: doorId } = await ask<GateView>(desk, '/gates', gate);
  const { id: kindId } = await ask<VenueKindView>(desk, '/venue-kinds', kind);
  const venue: VenueInput = {
    ...{ campusId, kindId, name, useMinutes: 60, hours: ALL_DAY, doorGateIds: [doorId] },
    halls: [{ id: null, name: words('一号间', 'Room one'), sex: null, capacity: places }],
  };
  await ask<VenueView>(desk, '/venues', venue);
  return doorId;
};

/** A terminal at a door: signs what it asks with a key of its own. */
export class DoorTerminal {
  private readonly bootId = randomUUID();
  private sequence = 0;

  private constructor(private readonly client: TerminalClient) {}

  /** @param desk the phone of an administrator, who adds a terminal and reads out its code */
  static async enrol(desk: Phone, gateId: string): Promise<DoorTerminal> {
    const baseUrl = process.env.E2E_URL ?? '';
    const { privateKey, jwk } = newDeviceKey();
    const { enrolmentCode } = await ask<NewTerminal>(desk, '/terminals', { gateId, name: 'Door' });
    const now = (): Date => new Date();
    const { body } = await new TerminalClient({ baseUrl, privateKey, keyId: 'new', now }).post<EnrolmentAnswer>(
      '/enrolment',
      { code: enrolmentCode, key: jwk, model: 'journey' },
    );
    const terminal = new DoorTerminal(new TerminalClient({ baseUrl, privateKey, keyId: body.keyId, now }));
    await terminal.client.post('/boots', { bootId: terminal.bootId, bootNumber: 1 });
    return terminal;
  }

  /** A code before the camera: first without a temperature, then with one, as a keeper does it. */
  async scan(code: string, temperatureTenths?: number): Promise<ScanAnswer> {
    this.sequence += temperatureTenths === undefined ? 1 : 0;
    const request: ScanRequest = {
      ...{ bootId: this.bootId, sequence: this.sequence, at: new Date().toISOString(), code, temperatureTenths },
    };
    const { body } = await this.client.post<ScanAnswer>('/scans', request);
    return body;
  }
}

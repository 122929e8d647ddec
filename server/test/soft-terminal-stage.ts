import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gatekeeper } from '@shared/device/gatekeeper';
import { Keeping } from '@shared/device/keeping';
import type { Clocks } from '@shared/device/time';
import type { Direction } from '@shared/gate';
import { enrol } from '../src/soft-terminal/enrolment';
import { Home } from '../src/soft-terminal/home';
import { SoftDevice, type DeviceWorld } from '../src/soft-terminal/soft-device';
import type { Harness } from './harness';
import { standingsAreTold } from './standings-told';

/** A device in software before the real server; its clocks are the server's unless a test turns them. */
export class SoftTerminalStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'campus-soft-'));
  readonly home = new Home(this.folder);
  skewMs = 0;
  private isPlugged = true;

  constructor(private readonly harness: Harness) {}

  get clocks(): Clocks {
    const { clock } = this.harness;
    return {
      wall: () => new Date(clock.now().getTime() + this.skewMs),
      runningMs: () => clock.now().getTime(),
    };
  }

  readonly send: typeof fetch = (...request) =>
    this.isPlugged ? fetch(...request) : Promise.reject(new Error('there is no network'));

  plug(isPlugged: boolean): void {
    this.isPlugged = isPlugged;
  }

  async enrol(code: string): Promise<void> {
    await enrol(this.home, { server: this.harness.baseUrl, code }, { clocks: this.clocks, send: this.send });
  }

  async start(world: Partial<DeviceWorld> = {}, lane: Direction | null = null) {
    await standingsAreTold();
    const device = await SoftDevice.start(this.home, { clocks: this.clocks, send: this.send, ...world });
    const keeping = new Keeping(device, 'test', 0);
    return { device, keeping, gate: new Gatekeeper(device, keeping, { lane, answerWithinMs: 5_000 }) };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

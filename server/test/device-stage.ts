import { generateKeyPairSync, randomBytes, randomUUID, sign, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Gatekeeper } from '@shared/device/gatekeeper';
import { Keeping } from '@shared/device/keeping';
import { audienceOf, CODE_LIFE_SECONDS, type PassCodeClaims, type PassKey } from '@shared/pass-code';
import type { Standing, TerminalConfig } from '@shared/terminal';
import { newKeyPair } from '../src/soft-terminal/device-key';
import { Home } from '../src/soft-terminal/home';
import { unplugged } from '../src/soft-terminal/misbehaviour';
import { SoftDevice, type DeviceWorld } from '../src/soft-terminal/soft-device';

export const NOW = new Date('2026-09-01T00:00:00Z');
const part = (content: object): string => Buffer.from(JSON.stringify(content)).toString('base64url');

/** Signs pass codes as the server does. */
export class CodeSigner {
  private readonly pair = generateKeyPairSync('ed25519');

  constructor(readonly kid = 'k001') {}

  publicKey(wish: Partial<PassKey> = {}): PassKey {
    const { x = '' } = this.pair.publicKey.export({ format: 'jwk' });
    return { kty: 'OKP', crv: 'Ed25519', x, kid: this.kid, use: 'sig', alg: 'EdDSA', nbf: 1, exp: null, ...wish };
  }

  code(wish: Partial<PassCodeClaims> = {}, header: object = {}, key: KeyObject = this.pair.privateKey): string {
    const iat = wish.iat ?? NOW.getTime() / 1000;
    const claims: PassCodeClaims = {
      sub: randomBytes(16).toString('base64url'),
      aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction: 'in' }),
      iat,
      exp: iat + CODE_LIFE_SECONDS,
      jti: randomBytes(6).toString('base64url'),
      v: 1,
      ...wish,
    };
    const input = `${part({ alg: 'EdDSA', kid: this.kid, ...header })}.${part(claims)}`;
    return `${input}.${sign(null, Buffer.from(input), key).toString('base64url')}`;
  }
}

/** A device with a state folder of its own, enrolled at the north gate of a school that nobody serves. */
export class DeviceStage {
  readonly folder = mkdtempSync(join(tmpdir(), 'campus-terminal-'));
  readonly signer = new CodeSigner();
  readonly home = new Home(this.folder);
  private elapsedMs = 0;

  constructor(gate: Partial<TerminalConfig['gate']> = {}) {
    const { pem } = newKeyPair();
    this.home.writeKey('key-1', pem);
    this.home.writeDevice({ server: 'http://127.0.0.1:9', terminalId: randomUUID(), keyId: 'key-1' });
    this.home.writeConfig({
      serverTime: NOW.toISOString(),
      terminalId: randomUUID(),
      name: '北门一号',
      schoolCode: 's1',
      gate: {
        id: randomUUID(),
        code: 'n2',
        name: { zh: '北门', en: 'North gate' },
        directions: ['in', 'out'],
        antiPassback: 'off',
        needsTemporaryPass: false,
        needsBooking: false,
        ...gate,
      },
      feverTenths: 373,
      numberDigestKey: randomBytes(32).toString('base64url'),
      keys: { keys: [this.signer.publicKey()] },
    });
  }

  knows(items: Standing[]): void {
    this.home.writeStandings({ cursor: null, items });
  }

  /** Time passes. */
  later(seconds: number): void {
    this.elapsedMs += seconds * 1000;
  }

  get passedMs(): number {
    return this.elapsedMs;
  }

  get world(): DeviceWorld {
    return {
      clocks: { wall: () => new Date(NOW.getTime() + this.elapsedMs), runningMs: () => this.elapsedMs },
      send: unplugged,
    };
  }

  /** Starts it, after a power cut or for the first time. */
  async start(world: Partial<DeviceWorld> = {}): Promise<{ device: SoftDevice; keeping: Keeping; gate: Gatekeeper }> {
    const device = await SoftDevice.start(this.home, { ...this.world, ...world });
    const keeping = new Keeping(device, 'test', 0);
    const gate = new Gatekeeper(device, keeping, { lane: null, answerWithinMs: 200 });
    return { device, keeping, gate };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

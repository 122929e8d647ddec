import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newKeyPair } from './device-key';
import { Home, HomeInUse } from './home';

const folder = mkdtempSync(join(tmpdir(), 'campus-home-'));
const home = new Home(join(folder, 'gate'));
const inHome = (name: string): string => join(folder, 'gate', name);

afterAll(() => rmSync(folder, { recursive: true }));

describe('the folder of a device', () => {
  it('keeps its key where only its owner reads', () => {
    home.writeKey('key-1', newKeyPair().pem);
    expect(statSync(inHome('key-key-1.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'gate')).mode & 0o777).toBe(0o700);
    expect(home.readKey('key-1')).toContain('BEGIN PRIVATE KEY');
  });

  it('belongs to one living process', () => {
    writeFileSync(inHome('pid'), String(process.ppid));
    expect(() => home.claim()).toThrow(HomeInUse);
    writeFileSync(inHome('pid'), '999999999');
    home.claim();
    home.release();
    expect(existsSync(inHome('pid'))).toBe(false);
  });

  it('keeps nothing after a revocation', () => {
    home.writeDevice({ server: 'https://pass.example', terminalId: 'terminal', keyId: 'key-1' });
    home.wipe();
    expect(readdirSync(join(folder, 'gate'))).toEqual([]);
    expect(home.readDevice()).toBeNull();
  });
});

import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import type { LogEntry } from '@shared/device/log-entry';
import type { KeptStandings } from '@shared/device/standings';
import type { Direction } from '@shared/gate';
import type { TerminalConfig } from '@shared/terminal';

export interface EnrolledDevice {
  terminalId: string;
  keyId: string;
  /** signs, and cannot be taken out */
  privateKey: CryptoKey;
}

interface Facts {
  device: EnrolledDevice;
  config: TerminalConfig;
  standings: KeptStandings;
  lane: Direction | 'both';
}

interface Schema extends DBSchema {
  facts: { key: keyof Facts; value: Facts[keyof Facts] };
  log: { key: number; value: LogEntry };
}

const NAME = 'campus-kiosk';

/** Everything that this browser keeps as a terminal. */
export class Kept {
  private constructor(private readonly database: IDBPDatabase<Schema>) {}

  static async open(): Promise<Kept> {
    const database = await openDB<Schema>(NAME, 1, {
      upgrade: (fresh) => {
        fresh.createObjectStore('facts');
        fresh.createObjectStore('log', { autoIncrement: true });
      },
    });
    return new Kept(database);
  }

  async get<Name extends keyof Facts>(name: Name): Promise<Facts[Name] | null> {
    const fact = await this.database.get('facts', name);
    return (fact as Facts[Name] | undefined) ?? null;
  }

  async put<Name extends keyof Facts>(name: Name, fact: Facts[Name]): Promise<void> {
    await this.database.put('facts', fact, name);
  }

  readLog(): Promise<LogEntry[]> {
    return this.database.getAll('log');
  }

  /** On the disk when it resolves. */
  async append(entry: LogEntry): Promise<void> {
    const transaction = this.database.transaction('log', 'readwrite', { durability: 'strict' });
    await transaction.store.add(entry);
    await transaction.done;
  }

  /** A shorter log that says the same takes its place. */
  async replaceLog(entries: readonly LogEntry[]): Promise<void> {
    const transaction = this.database.transaction('log', 'readwrite', { durability: 'strict' });
    await transaction.store.clear();
    await Promise.all(entries.map((entry) => transaction.store.add(entry)));
    await transaction.done;
  }

  /** The same terminal under another key: numbers are known by other digests then, and what happened has happened. */
  async forgetStandings(): Promise<void> {
    await this.database.delete('facts', 'standings');
  }

  async wipe(): Promise<void> {
    const transaction = this.database.transaction(['facts', 'log'], 'readwrite', { durability: 'strict' });
    await transaction.objectStore('facts').clear();
    await transaction.objectStore('log').clear();
    await transaction.done;
  }

  close(): void {
    this.database.close();
  }
}

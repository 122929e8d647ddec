import { timingSafeEqual } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ToldPhones } from '../check-in/told-phones.service';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { IdCipher } from '../common/id-cipher';
import { hashPassword, isPassword, unmatchableHash } from './password-hash';
import { randomWord } from '../common/random-word';
import { initialPassword, passwordFault, typedChosen, typedInitial } from './password.rules';

const HANDED_OVER_LENGTH = 10;

export type CredentialKind = 'initial' | 'chosen';

export interface RightPassword {
  personId: string;
  kind: CredentialKind;
}

interface CredentialRow {
  person_id: string;
  number: string;
  id_kind: 'resident' | 'other';
  id_cipher: Buffer;
  kind: CredentialKind | null;
  hash: string | null;
}

const CREDENTIAL = `
  SELECT p.id AS person_id, p.number, p.id_kind, p.id_cipher, c.kind, c.hash
  FROM people p LEFT JOIN credentials c ON c.school_id = p.school_id AND c.person_id = p.id`;

/**
 * Passwords. A person without a credential row still has the initial password of the guide: it is compared
 * with the sealed ID number itself, because hashing 30,000 of them at an import would take half an hour.
 * Only people with another document get a row at import, with the random password handed over to them.
 */
@Injectable()
export class CredentialService implements OnModuleInit {
  private nobodyHash = '';
  private nobodySeal: Buffer = Buffer.alloc(0);

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cipher: IdCipher,
    private readonly clock: Clock,
    private readonly phones: ToldPhones,
  ) {}

  async onModuleInit(): Promise<void> {
    this.nobodyHash = await unmatchableHash();
    this.nobodySeal = this.cipher.seal('000000000000000000');
  }

  /** Null for an unknown number and for a wrong password alike, after the same work. */
  async check(schoolId: string, number: string, password: string): Promise<RightPassword | null> {
    const [row]: CredentialRow[] = await this.database.query(`${CREDENTIAL} WHERE p.school_id = $1 AND p.number = $2`, [
      schoolId,
      number,
    ]);
    return (await this.isRight(row, password)) && row ? { personId: row.person_id, kind: kindOf(row) } : null;
  }

  /** Whether this is the password of the person who is signed in. */
  async isPasswordOf(schoolId: string, personId: string, password: string): Promise<boolean> {
    return this.isRight(await this.rowOf(this.database.manager, schoolId, personId), password);
  }

  async kindOf(schoolId: string, personId: string): Promise<CredentialKind> {
    const row = await this.rowOf(this.database.manager, schoolId, personId);
    return row ? kindOf(row) : 'initial';
  }

  /** @throws DomainError PASSWORD_WEAK, PASSWORD_DERIVED */
  async choose(tx: EntityManager, schoolId: string, personId: string, password: string): Promise<void> {
    const row = await this.rowOf(tx, schoolId, personId);
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    const fault = passwordFault(password, {
      idNumber: this.cipher.open(row.id_cipher),
      number: row.number,
      phones: await this.phones.of(tx, schoolId, personId, campusDay(this.clock.now(), 'UTC')),
    });
    if (fault) {
      throw new DomainError(fault);
    }
    const hash = await hashPassword(typedChosen(password));
    await tx.query(
      `INSERT INTO credentials (school_id, person_id, kind, hash, set_at) VALUES ($1, $2, 'chosen', $3, $4)
       ON CONFLICT (school_id, person_id) DO UPDATE SET kind = 'chosen', hash = excluded.hash, set_at = excluded.set_at`,
      [schoolId, personId, hash, this.clock.now()],
    );
  }

  /**
   * Random initial passwords for people whose document has no ending that the guide knows; shown this once.
   * Whoever has a password already keeps it.
   */
  async handOver(
    tx: EntityManager,
    schoolId: string,
    people: readonly { personId: string; number: string }[],
  ): Promise<{ number: string; password: string }[]> {
    const settled = (await tx.query(
      'SELECT person_id FROM credentials WHERE school_id = $1 AND person_id = ANY ($2::uuid[])',
      [schoolId, people.map(({ personId }) => personId)],
    )) as { person_id: string }[];
    const keepers = new Set(settled.map(({ person_id }) => person_id));
    const random = await Promise.all(
      people
        .filter(({ personId }) => !keepers.has(personId))
        .map(async ({ personId, number }) => {
          const password = randomWord(HANDED_OVER_LENGTH);
          return { personId, number, password, hash: await hashPassword(typedInitial(password)) };
        }),
    );
    const handed = (await tx.query(
      `INSERT INTO credentials (school_id, person_id, kind, hash, set_at)
       SELECT $1, n.person_id, 'initial', n.hash, $4 FROM unnest($2::uuid[], $3::text[]) AS n (person_id, hash)
       ON CONFLICT (school_id, person_id) DO NOTHING RETURNING person_id`,
      [schoolId, random.map(({ personId }) => personId), random.map(({ hash }) => hash), this.clock.now()],
    )) as { person_id: string }[];
    const owners = new Set(handed.map(({ person_id }) => person_id));
    return random.filter(({ personId }) => owners.has(personId)).map(({ number, password }) => ({ number, password }));
  }

  /** The initial password opens the account no more, only a link or code does. Whoever has chosen a password keeps it. */
  async closeInitial(tx: EntityManager, schoolId: string, personId: string): Promise<void> {
    await tx.query(
      `INSERT INTO credentials (school_id, person_id, kind, hash, set_at) VALUES ($1, $2, 'initial', $3, $4)
       ON CONFLICT (school_id, person_id) DO UPDATE SET hash = excluded.hash WHERE credentials.kind = 'initial'`,
      [schoolId, personId, await unmatchableHash(), this.clock.now()],
    );
  }

  private async rowOf(db: EntityManager, schoolId: string, personId: string): Promise<CredentialRow | undefined> {
    const [row] = (await db.query(`${CREDENTIAL} WHERE p.school_id = $1 AND p.id = $2`, [
      schoolId,
      personId,
    ])) as CredentialRow[];
    return row;
  }

  /** One argon2 run and one opened seal, whoever is asked for: the time tells nothing. */
  private async isRight(row: CredentialRow | undefined, password: string): Promise<boolean> {
    const typed = row?.kind === 'chosen' ? typedChosen(password) : typedInitial(password);
    const hashMatches = await isPassword(row?.hash ?? this.nobodyHash, typed);
    const idMatches = isSame(
      initialPassword(this.cipher.open(row?.id_cipher ?? this.nobodySeal)),
      typedInitial(password),
    );
    if (!row) {
      return false;
    }
    return row.hash === null ? row.id_kind === 'resident' && idMatches : hashMatches;
  }
}

const kindOf = (row: CredentialRow): CredentialKind => row.kind ?? 'initial';

const isSame = (right: string, typed: string): boolean => {
  const [a, b] = [Buffer.from(right), Buffer.from(typed)];
  return a.length === b.length && timingSafeEqual(a, b);
};

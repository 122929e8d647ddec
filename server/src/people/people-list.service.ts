import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { PersonState } from '@shared/identity';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { GrantView, PersonDetail, PersonRow } from '@shared/person-admin';
import { CardService } from '../card/card.service';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { IdCipher } from '../common/id-cipher';

interface PeopleFilter {
  search?: string;
  state?: PersonState;
  cursor?: string;
}

type DetailRow = Omit<PersonDetail, 'idLastFour' | 'cards' | 'roles' | 'presenceSince'> & {
  presence_since: Date | null;
  id_cipher: Buffer;
  roles: GrantView[];
};

/** People as card staff and administrators find them. */
@Injectable()
export class PeopleList {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly cards: CardService,
    private readonly cipher: IdCipher,
  ) {}

  /** By number; the search is the beginning of a number or a part of a name. */
  async page(schoolId: string, { search = '', state, cursor }: PeopleFilter): Promise<Page<PersonRow>> {
    const [after] = decodeTypedCursor(cursor, ['word']) ?? [null];
    const rows: PersonRow[] = await this.database.query(
      `SELECT p.id, p.number, p.name, p.kind, p.state, u.name AS unit
       FROM people p JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE p.school_id = $1 AND ($2::text IS NULL OR p.state = $2)
         AND ($3 = '' OR starts_with(p.number, $3) OR strpos(p.name, $3) > 0)
         AND ($4::text IS NULL OR p.number > $4)
       ORDER BY p.number LIMIT $5`,
      [schoolId, state ?? null, search.trim(), after, PAGE_LIMIT.default + 1],
    );
    return pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [row.number],
      (row) => row,
    );
  }

  /** Three statements whatever the person has. @throws DomainError PERSON_UNKNOWN */
  async detail(schoolId: string, personId: string): Promise<PersonDetail> {
    const [row]: DetailRow[] = await this.database.query(
      `SELECT p.id, p.number, p.name, p.kind, p.state, u.name AS unit, c.name AS campus, p.presence, p.presence_since,
         p.id_cipher,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id, 'role', g.role, 'unit', gu.name) ORDER BY g.id), '[]')
          FROM role_grants g LEFT JOIN units gu ON gu.school_id = g.school_id AND gu.id = g.unit_id
          WHERE g.school_id = p.school_id AND g.person_id = p.id) AS roles
       FROM people p
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       JOIN campuses c ON c.school_id = p.school_id AND c.id = p.campus_id
       WHERE p.school_id = $1 AND p.id = $2`,
      [schoolId, personId],
    );
    if (!row) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    const { id_cipher, presence_since, ...person } = row;
    return {
      ...person,
      presenceSince: presence_since?.toISOString() ?? null,
      idLastFour: this.cipher.open(id_cipher).slice(-4),
      cards: await this.cards.listOf(schoolId, personId),
    };
  }
}

import type { AntiPassback, Direction } from '@shared/gate';
import type { TerminalState } from '@shared/terminal';
import type { Prepared } from '../common/prepared';

export interface SignatoryRow {
  school_id: string;
  school_code: string;
  time_zone: string;
  terminal_id: string;
  state: TerminalState;
  boot_id: string | null;
  point: Buffer;
  ends_at: Date | null;
  gate_id: string;
  gate_code: string;
  campus_id: string;
  building_id: string | null;
  directions: Direction[];
  anti_passback: AntiPassback;
  important: boolean;
}

/** $1 key. Whose it is, and everything that a request asks of the device and its gate. */
export const SIGNATORY: Prepared = {
  name: 'terminal.signatory',
  text: `
    SELECT t.school_id, s.short_code AS school_code, s.time_zone, t.id AS terminal_id, t.state, t.boot_id, k.point,
      k.ends_at, g.id AS gate_id, g.code AS gate_code, g.campus_id, g.building_id, g.directions, g.anti_passback,
      g.important
    FROM terminal_keys k
    JOIN terminals t ON t.school_id = k.school_id AND t.id = k.terminal_id
    JOIN gates g ON g.school_id = t.school_id AND g.id = t.gate_id
    JOIN schools s ON s.id = t.school_id
    WHERE k.id = $1`,
};

/** $1 terminal $2 nonce $3 now. No row: it was there already. The table is unlogged, so the commit waits for no disk. */
export const TAKE_NONCE: Prepared = {
  name: 'terminal.take_nonce',
  text: `
    INSERT INTO terminal_nonces (terminal_id, nonce, seen_at) VALUES ($1, $2, $3)
    ON CONFLICT DO NOTHING RETURNING terminal_id`,
};

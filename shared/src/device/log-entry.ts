import type { Direction } from '../gate';
import type { EventKey, TerminalEvent } from '../terminal';
import type { Verdict } from '../verdict';

/** One line of the device's log. Instants are milliseconds by the best clock that the device had. */
export type LogEntry =
  /** written before the number is used */
  | { kind: 'boot'; bootId: string; bootNumber: number }
  /** written before the verdict is shown; `event` is null where the server has decided and knows */
  | {
      kind: 'judged';
      at: number;
      verdict: Verdict;
      direction: Direction | null;
      passId: string | null;
      jti: string | null;
      event: TerminalEvent | null;
    }
  /** a code waits for a temperature */
  | { kind: 'kept'; at: number; passId: string; jti: string; until: number }
  /** of a log that was shortened: the server does not have this one yet */
  | { kind: 'queued'; event: TerminalEvent; at?: number | null }
  /** the server has these */
  | { kind: 'delivered'; keys: EventKey[] }
  /** the standings know of every fever that was measured here before that instant */
  | { kind: 'relieved'; before: number };

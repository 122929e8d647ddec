import type { IconName } from '@/components/icon';
import {
  openCorrection,
  openHistory,
  openInbox,
  openLeaving,
  openMe,
  openPassages,
  openReturn,
  openSessions,
} from '@/pages/routes';

interface Held {
  key: 'reports' | 'returns' | 'leavings' | 'passages' | 'notices' | 'sessions' | 'bindings' | 'corrections';
  icon: IconName;
  open: () => void;
}

/** What the school holds about a person, and the page that shows it. */
export const HELD: readonly Held[] = [
  { key: 'reports', icon: 'health', open: openHistory },
  { key: 'returns', icon: 'return', open: openReturn },
  { key: 'leavings', icon: 'leave', open: openLeaving },
  { key: 'passages', icon: 'pass', open: openPassages },
  { key: 'notices', icon: 'message', open: openInbox },
  { key: 'sessions', icon: 'phone', open: openSessions },
  { key: 'bindings', icon: 'safe', open: openMe },
  { key: 'corrections', icon: 'edit', open: openCorrection },
];

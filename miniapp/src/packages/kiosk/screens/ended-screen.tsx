import type { Bilingual } from '@shared/bilingual';
import type { Ending } from '../service';
import type { Tone } from '../tone';
import { KIOSK } from '../words';
import { Both } from './both';
import { Message } from './message';

interface Props {
  why: Ending;
  /** the server may think otherwise by now */
  onRetry: () => void;
  onEnrol: () => void;
}

const SAID: Record<Ending, { tone: Tone; title: Bilingual; text: Bilingual }> = {
  revoked: { tone: 'danger', title: KIOSK.revoked, text: KIOSK.revokedText },
  superseded: { tone: 'warn', title: KIOSK.superseded, text: KIOSK.supersededText },
  unknown: { tone: 'warn', title: KIOSK.unknown, text: KIOSK.unknownText },
};

/** The device serves nobody any more; an administrator and a code bring it back. */
export function EndedScreen({ why, onRetry, onEnrol }: Props) {
  return (
    <Message {...SAID[why]}>
      {why !== 'revoked' && (
        <button type="button" className="wide wide--second" onClick={onRetry}>
          <Both words={KIOSK.retry} />
        </button>
      )}
      {why !== 'superseded' && (
        <button type="button" className="wide" onClick={onEnrol}>
          <Both words={KIOSK.enrolAgain} />
        </button>
      )}
    </Message>
  );
}

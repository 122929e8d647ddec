import type { Bilingual, Language } from '@shared/bilingual';
import type { TerminalConfig } from '@shared/terminal';
import type { ServiceState } from '../service';
import { KIOSK } from '../words';
import { Both } from './both';

interface Props {
  state: ServiceState;
  onSettings: () => void;
}

const MOST_SECONDS_OFF = 5;
/** What the lists say of people is old by then, and what is recorded counts for nothing after another day. */
const OLD_MS = 24 * 3_600_000;
const clockTime = (at: Date): string => at.toTimeString().slice(0, 'HH:MM'.length);
/** With its day, unless it is today. */
const momentOf = (at: Date, now: Date): string =>
  at.toDateString() === now.toDateString() ? clockTime(at) : `${at.getMonth() + 1}/${at.getDate()} ${clockTime(at)}`;
const signed = (milliseconds: number): string => {
  const seconds = Math.round(milliseconds / 100) / 10;
  const sign = seconds > 0 ? '+' : '';
  return seconds === 0 ? '±0' : `${sign}${seconds}`;
};

/** Campus and building, without what the name of the gate says already: many a campus has a north gate. */
const placeOf = ({ name, place }: TerminalConfig['gate']): Bilingual => {
  const owners = place ? [place.campus, ...(place.building ? [place.building] : [])] : [];
  const said = (language: Language): string =>
    owners
      .map((owner) => owner[language])
      .filter((owner) => !name[language].startsWith(owner))
      .join(' · ');
  return { zh: said('zh'), en: said('en') };
};

/** How the device stands: gate, network, what waits, the clock. */
export function StateLine({ state, onSettings }: Props) {
  const { gate, online, waiting, offsetMs, lane } = state;
  const isOff = offsetMs !== null && Math.abs(offsetMs) > MOST_SECONDS_OFF * 1000;
  return (
    <header className="state">
      <div className="state__gate">
        <div className="state__where">
          <Both words={placeOf(gate)} className="state__place" />
          <Both words={gate.name} className="state__name" />
        </div>
        {lane && <Both words={KIOSK[lane]} className="state__lane" />}
      </div>
      <div className="state__facts">
        <span className={`fact-chip fact-chip--${online ? 'good' : 'warn'}`} data-online={online}>
          <span aria-hidden="true">{online ? '●' : '▲'}</span>
          <Both words={online ? KIOSK.online : KIOSK.offline} />
        </span>
        {waiting > 0 && (
          <span className="fact-chip fact-chip--warn" data-waiting={waiting}>
            <span aria-hidden="true">↑</span>
            <Both words={KIOSK.waiting} facts={{ count: waiting }} />
          </span>
        )}
        <SyncChip {...state} />
        {offsetMs !== null && (
          <span className={`fact-chip${isOff ? ' fact-chip--warn' : ''}`}>
            {isOff && <span aria-hidden="true">▲</span>}
            <Both words={KIOSK.clock} facts={{ seconds: signed(offsetMs) }} />
          </span>
        )}
      </div>
      <button type="button" className="state__settings" onClick={onSettings}>
        <Both words={KIOSK.settings} />
      </button>
    </header>
  );
}

function SyncChip({ lastSyncAt, now }: Pick<ServiceState, 'lastSyncAt' | 'now'>) {
  if (!lastSyncAt) {
    return (
      <span className="fact-chip">
        <Both words={KIOSK.neverSynced} />
      </span>
    );
  }
  const isOld = now.getTime() - lastSyncAt.getTime() >= OLD_MS;
  return (
    <span className={`fact-chip${isOld ? ' fact-chip--warn' : ''}`}>
      {isOld && <span aria-hidden="true">▲</span>}
      <Both words={isOld ? KIOSK.syncedLongAgo : KIOSK.synced} facts={{ time: momentOf(lastSyncAt, now) }} />
    </span>
  );
}

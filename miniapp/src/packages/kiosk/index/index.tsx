import { Both } from '../screens/both';
import { EnrolScreen } from '../screens/enrol-screen';
import { Message } from '../screens/message';
import { ServingScreen } from '../screens/serving-screen';
import { useKiosk } from '../use-kiosk';
import { KIOSK } from '../words';
import '../kiosk-tokens.scss';
import '../kiosk.scss';

/** Makes a tablet at a gate a terminal. */
export default function KioskPage() {
  const { kiosk, enrol, begin } = useKiosk();
  switch (kiosk.is) {
    case 'serving':
      return (
        <div className="kiosk">
          <ServingScreen service={kiosk.service} />
        </div>
      );
    case 'unenrolled':
      return (
        <div className="kiosk kiosk--plain">
          <EnrolScreen onEnrol={(code) => enrol(kiosk.kept, code)} />
        </div>
      );
    case 'opening':
      return (
        <div className="kiosk kiosk--plain">
          <Both words={KIOSK.opening} />
        </div>
      );
    case 'revoked':
      return (
        <div className="kiosk kiosk--plain">
          <Message tone="danger" title={KIOSK.revoked} text={KIOSK.revokedText}>
            <button type="button" className="wide" onClick={() => void begin()}>
              <Both words={KIOSK.enrolAgain} />
            </button>
          </Message>
        </div>
      );
    default:
      return (
        <div className="kiosk kiosk--plain">
          <Message tone="warn" {...STOPPED[kiosk.is]} />
        </div>
      );
  }
}

const STOPPED = {
  insecure: { title: KIOSK.insecure, text: KIOSK.insecureText },
  elsewhere: { title: KIOSK.elsewhere, text: KIOSK.elsewhereText },
  superseded: { title: KIOSK.superseded, text: KIOSK.supersededText },
};

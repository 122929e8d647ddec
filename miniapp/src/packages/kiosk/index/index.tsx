import { Both } from '../screens/both';
import { EndedScreen } from '../screens/ended-screen';
import { EnrolScreen } from '../screens/enrol-screen';
import { Message } from '../screens/message';
import { ServingScreen } from '../screens/serving-screen';
import { useKiosk } from '../use-kiosk';
import { KIOSK } from '../words';
import '../kiosk-tokens.scss';
import '../kiosk.scss';

/** Makes a tablet at a gate a terminal. */
export default function KioskPage() {
  const { kiosk, enrol, begin, beginAnew } = useKiosk();
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
    case 'superseded':
    case 'unknown':
      return (
        <div className="kiosk kiosk--plain">
          <EndedScreen why={kiosk.is} onRetry={() => void begin()} onEnrol={() => void beginAnew()} />
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
};

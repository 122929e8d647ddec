import { useCallback, useEffect, useState } from 'react';
import { NoNetwork, Refused } from '@shared/device/server-line';
import { BrowserDevice } from './device/browser-device';
import { enrol } from './device/enrolment';
import { Kept } from './device/kept';
import { KioskService, type Ending } from './service';

export type Kiosk =
  | { is: 'opening' }
  /** the page did not come over HTTPS: browsers give it neither keys nor a camera */
  | { is: 'insecure' }
  /** another window of this browser is this terminal */
  | { is: 'elsewhere' }
  | { is: 'unenrolled'; kept: Kept }
  | { is: 'serving'; service: KioskService }
  | { is: Ending };

/** Why an enrolment did not work: the code, the network, or something that only the server knows. */
export type EnrolmentFault = 'code' | 'network' | 'other';

const LOCK = 'campus-kiosk';

/** One window at a time is the terminal; it lets go when it is closed. */
const claim = (): Promise<boolean> =>
  navigator.locks
    ? new Promise((resolve) => {
        void navigator.locks.request(LOCK, { ifAvailable: true }, (lock) => {
          resolve(lock !== null);
          return lock ? new Promise<void>(() => undefined) : undefined;
        });
      })
    : Promise.resolve(true);

export const useKiosk = () => {
  const [kiosk, setKiosk] = useState<Kiosk>({ is: 'opening' });
  const serve = useCallback(async (kept: Kept): Promise<void> => {
    const device = await BrowserDevice.start(kept, window.location.origin);
    if (!device) {
      setKiosk({ is: 'unenrolled', kept });
      return;
    }
    const lane = (await kept.get('lane')) ?? 'both';
    const service = new KioskService(device, lane === 'both' ? null : lane, (why) => setKiosk({ is: why }));
    service.start();
    setKiosk({ is: 'serving', service });
  }, []);
  useEffect(() => {
    if (!window.isSecureContext || !crypto.subtle) {
      setKiosk({ is: 'insecure' });
      return;
    }
    void claim().then(async (isOurs) => (isOurs ? serve(await Kept.open()) : setKiosk({ is: 'elsewhere' })));
  }, [serve]);
  useEffect(() => {
    if (kiosk.is !== 'serving') {
      return undefined;
    }
    const hurry = (): void => kiosk.service.hurry();
    window.addEventListener('online', hurry);
    return () => {
      window.removeEventListener('online', hurry);
      kiosk.service.stop();
    };
  }, [kiosk]);
  return {
    kiosk,
    enrol: async (kept: Kept, code: string): Promise<EnrolmentFault | null> => {
      try {
        await enrol(kept, window.location.origin, code);
        // a browser that is short of space keeps what it was asked to keep
        void navigator.storage?.persist?.();
      } catch (error) {
        if (error instanceof Refused) {
          return error.code === 'ENROLMENT_CODE_WRONG' ? 'code' : 'other';
        }
        return error instanceof NoNetwork ? 'network' : 'other';
      }
      await serve(kept);
      return null;
    },
    /** the server may think otherwise by now; after a revocation it is as on the first day */
    begin: async (): Promise<void> => serve(await Kept.open()),
    /** another code, another key: what is kept here goes on if it is for the same terminal */
    beginAnew: async (): Promise<void> => setKiosk({ is: 'unenrolled', kept: await Kept.open() }),
  };
};

import { useEffect, useState } from 'react';
import type { CoarseLocation } from '@shared/check-in';
import { coarseLocation } from '@/platform/location';
import { useSettings } from '@/state/settings';

export type LocationState = { status: 'idle' | 'busy' | 'failed' } | { status: 'found'; location: CoarseLocation };

/** Asks the phone where it is: by a tap the first time, by itself once the person has agreed. */
export const useLocation = (wanted: boolean) => {
  const { locationAgreed, agreeToLocation } = useSettings();
  const [state, setState] = useState<LocationState>({ status: 'idle' });
  const locate = (): void => {
    setState({ status: 'busy' });
    coarseLocation().then(
      (location) => {
        agreeToLocation();
        setState({ status: 'found', location });
      },
      () => setState({ status: 'failed' }),
    );
  };
  useEffect(() => {
    if (wanted && locationAgreed) {
      locate();
    }
  }, []);
  return { state, locate };
};

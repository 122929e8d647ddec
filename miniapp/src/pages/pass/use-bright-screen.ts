import { useEffect } from 'react';
import { lightUp } from '@/platform/screen';

/** Bright and kept on while a code is shown, as it was before afterwards. */
export const useBrightScreen = (wanted: boolean): void => {
  useEffect(() => (wanted ? lightUp() : undefined), [wanted]);
};

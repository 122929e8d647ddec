import { VERDICT_VECTORS, type VerdictScene } from '../test/verdict-vectors';
import { offlineVerdictOf, type OfflineFacts } from './offline-verdict';
import { VERDICTS } from './verdict';

const knownOffline = ({ schoolCode, gate, feverTenths, pass, ...scene }: VerdictScene): OfflineFacts => ({
  ...scene,
  config: { schoolCode, gate, feverTenths },
  standing: pass && { passId: 'AAAAAAAAAAAAAAAAAAAAAA', numberDigest: null, ...pass },
  feverHere: false,
});

describe('the common scenes of verifiers', () => {
  it.each(VERDICT_VECTORS)('without network, $name → $offline', ({ scene, now, offline }) => {
    expect(offlineVerdictOf(knownOffline(scene), now).verdict).toBe(offline);
  });

  it('reach every verdict', () => {
    const reached = new Set(VERDICT_VECTORS.map(({ online }) => online));
    expect(VERDICTS.filter((verdict) => !reached.has(verdict))).toEqual([]);
  });
});

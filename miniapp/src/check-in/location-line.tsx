import { Text, View } from '@tarojs/components';
import { FieldError } from '@/components/field-error';
import { MainButton } from '@/components/main-button';
import { Tag } from '@/components/tag';
import { TextButton } from '@/components/text-button';
import { useWords } from '@/words/use-words';
import type { LocationState } from './use-location';
import { Reason } from './reason';

interface Props {
  state: LocationState;
  onLocate: () => void;
  reason: string;
  onReason: (reason: string) => void;
  /** nothing given though the person has tried to submit */
  missing: boolean;
}

const METRES_A_KILOMETRE = 1000;
const WORDS = {
  idle: 'checkIn.locationGet',
  busy: 'checkIn.locationBusy',
  failed: 'checkIn.locationAgain',
} as const;

/** Coarse by design; a reason by hand does as well. */
export function LocationLine({ state, onLocate, reason, onReason, missing }: Props) {
  const { t } = useWords();
  const found = state.status === 'found';
  return (
    <View id="field-location" className={missing ? 'card field--wrong' : 'card'}>
      <Text className="title">{t('checkIn.locationTitle')}</Text>
      <Text className="field__hint">{t('checkIn.locationText')}</Text>
      {found ? (
        <View className="row row--apart row--wrap">
          <Tag tone="good" icon="location">
            {t('checkIn.locationGot', {
              kilometres: Math.max(1, Math.round(state.location.accuracy / METRES_A_KILOMETRE)),
            })}
          </Tag>
          <TextButton icon="location" onClick={onLocate}>
            {t('checkIn.locationAgain')}
          </TextButton>
        </View>
      ) : (
        <>
          <MainButton kind="second" busy={state.status === 'busy'} onClick={onLocate}>
            {t(WORDS[state.status])}
          </MainButton>
          {state.status === 'failed' && <Text className="field__hint">{t('checkIn.locationFailed')}</Text>}
          <Reason
            label={t('checkIn.locationReasonLabel')}
            offered={[t('checkIn.locationDenied'), t('checkIn.locationWeak'), t('checkIn.locationUnwilling')]}
            value={reason}
            onChange={onReason}
          />
        </>
      )}
      <FieldError>{missing ? t('checkIn.locationNeed') : null}</FieldError>
    </View>
  );
}

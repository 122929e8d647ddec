import { Text, View } from '@tarojs/components';
import { CORRECTION_FIELDS, type CorrectionField, type MeView } from '@shared/identity';
import { Choice } from '@/components/choice';
import { Loaded } from '@/components/loaded';
import { MainButton } from '@/components/main-button';
import { Page } from '@/components/page';
import { ProblemPanel } from '@/components/problem';
import { TextField } from '@/components/text-field';
import { useWords } from '@/words/use-words';
import { Requests } from './requests';
import { useCorrection } from './use-correction';

export default function Correction() {
  const { t, pick } = useWords();
  const correction = useCorrection();
  const { me, field, setField, sending, submit } = correction;
  const present = (view: MeView, of: CorrectionField): string => (of === 'unit' ? pick(view.unit) : view[of]);
  return (
    <Page
      title={t('correction.title')}
      action={
        <MainButton busy={sending.isPending} onClick={submit}>
          {t('correction.submit')}
        </MainButton>
      }
    >
      <Text className="weak">{t('correction.intro')}</Text>
      <Loaded query={me}>
        {(view) => (
          <View className="card form">
            <View className="field">
              <Text className="field__word">{t('correction.field')}</Text>
              <Choice
                label={t('correction.field')}
                options={CORRECTION_FIELDS.map((value) => ({ value, word: t(`correction.fields.${value}`) }))}
                chosen={[field]}
                onToggle={(value) => setField(CORRECTION_FIELDS.find((known) => known === value) ?? 'name')}
              />
            </View>
            <View className="fact__body">
              <Text className="field__hint">{t('correction.now')}</Text>
              <Text className="strong">{present(view, field)}</Text>
            </View>
            <TextField
              id="wished"
              label={t('correction.wished')}
              value={correction.wished}
              onChange={correction.setWished}
              error={correction.faults.wished}
            />
            <TextField
              id="reason"
              kind="long"
              label={t('correction.reason')}
              placeholder={t('correction.reasonHint')}
              maxLength={200}
              value={correction.reason}
              onChange={correction.setReason}
              error={correction.faults.reason}
            />
            {sending.error && <ProblemPanel error={sending.error} />}
          </View>
        )}
      </Loaded>
      <Requests query={correction.mine} />
    </Page>
  );
}

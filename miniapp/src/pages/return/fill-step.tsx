import { Text, View } from '@tarojs/components';
import { TRANSPORTS, type ReturnDesk, type Transport } from '@shared/return';
import { askedFields, faultsOf } from '@/check-in/form-rules';
import { useFaultWords } from '@/check-in/fault-words';
import { Question } from '@/check-in/question';
import { Choice } from '@/components/choice';
import { FieldError } from '@/components/field-error';
import { TextField } from '@/components/text-field';
import { WhenField } from '@/components/when-field';
import { useWords } from '@/words/use-words';
import { needsNumber } from './steps';
import type { ReturnEditor } from './use-return-draft';

interface Props {
  desk: ReturnDesk;
  editor: ReturnEditor;
  /** what is still missing, where it should be shown */
  missing: string[];
}

const BY_TICKET: readonly Transport[] = ['train', 'plane', 'coach'];
const LONGEST = { number: 20, seat: 20, origin: 60 };

/** The journey and the health questions. */
export function FillStep({ desk, editor, missing }: Props) {
  return (
    <>
      <Journey desk={desk} editor={editor} missing={missing} />
      <Health desk={desk} editor={editor} missing={missing} />
    </>
  );
}

function Journey({ desk, editor, missing }: Props) {
  const { t, pick } = useWords();
  const { draft, change } = editor;
  const need = (key: string): string | null => (missing.includes(key) ? t('checkIn.faultRequired') : null);
  return (
    <View className="card form">
      <Text className="title">{t('returning.journey')}</Text>
      <WhenField
        id="returnsAt"
        label={t('returning.returnsAt')}
        hint={t('returning.returnsAtHint')}
        value={draft.returnsAt}
        onChange={(returnsAt) => change({ returnsAt })}
        error={missing.includes('returnsAt') && draft.returnsAt ? t('returning.needFuture') : need('returnsAt')}
      />
      {desk.campuses.length > 1 && (
        <Options
          id="campusId"
          label={t('returning.campus')}
          options={desk.campuses.map(({ id, name }) => ({ value: id, word: pick(name) }))}
          value={draft.campusId}
          onChange={(campusId) => change({ campusId })}
          error={need('campusId')}
        />
      )}
      <Options
        id="transport"
        label={t('returning.transport')}
        options={TRANSPORTS.map((value) => ({ value, word: t(`returning.transports.${value}`) }))}
        value={draft.transport}
        onChange={(value) => change({ transport: value as Transport })}
        error={need('transport')}
      />
      {draft.transport && BY_TICKET.includes(draft.transport) && (
        <View id="field-transportNumber" className="pair">
          <TextField
            id="transportNumber"
            label={t(`returning.numbers.${draft.transport as 'train' | 'plane' | 'coach'}`)}
            placeholder={needsNumber(draft) ? undefined : t('checkIn.optional')}
            maxLength={LONGEST.number}
            value={draft.transportNumber ?? ''}
            onChange={(typed) => change({ transportNumber: typed || undefined })}
            error={need('transportNumber')}
          />
          <TextField
            id="seat"
            label={t('returning.seat')}
            placeholder={t('checkIn.optional')}
            maxLength={LONGEST.seat}
            value={draft.seat ?? ''}
            onChange={(typed) => change({ seat: typed || undefined })}
          />
        </View>
      )}
      <View id="field-origin">
        <TextField
          id="origin"
          label={t('returning.origin')}
          placeholder={t('returning.originHint')}
          maxLength={LONGEST.origin}
          value={draft.origin ?? ''}
          onChange={(typed) => change({ origin: typed || undefined })}
          error={need('origin')}
        />
      </View>
    </View>
  );
}

interface OptionsProps {
  id: string;
  label: string;
  options: { value: string; word: string }[];
  value: string | undefined;
  onChange: (value: string) => void;
  error: string | null;
}

function Options({ id, label, options, value, onChange, error }: OptionsProps) {
  return (
    <View id={`field-${id}`} className={error ? 'field field--wrong' : 'field'}>
      <Text className="field__word">{label}</Text>
      <Choice label={label} options={options} chosen={value ? [value] : []} onToggle={onChange} />
      <FieldError>{error}</FieldError>
    </View>
  );
}

function Health({ desk, editor, missing }: Props) {
  const { t } = useWords();
  const faultWords = useFaultWords();
  const { template } = desk;
  const answers = editor.draft.answers ?? {};
  const faults = faultsOf(template, answers);
  return (
    <View className="card">
      <Text className="title">{t('returning.health')}</Text>
      {askedFields(template, answers).map((field) => {
        const fault = missing.includes(field.key) ? faults.find(({ key }) => key === field.key) : undefined;
        return (
          <Question
            key={field.key}
            template={template}
            field={field}
            value={answers[field.key]}
            error={fault ? faultWords(field, fault) : null}
            isNew={false}
            onChange={(value) => {
              const { [field.key]: _before, ...others } = answers;
              editor.change({ answers: value === undefined ? others : { ...others, [field.key]: value } });
            }}
          />
        );
      })}
    </View>
  );
}
